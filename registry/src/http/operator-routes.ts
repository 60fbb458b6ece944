import type { FastifyInstance } from 'fastify';
import type { Database } from '@millgate/kit';
import { z } from 'zod';
import type { Agencies } from '../agencies/agencies.ts';
import { decisions } from '../agencies/agency.rules.ts';
import { auditCsv, auditEntries, verifyAudit } from '../audit/audit.ts';
import type { Graph } from '../graph/graph.ts';
import type { Launches } from '../graph/launches.ts';
import type { Publishing } from '../publishing/publishing.ts';
import type { UsageBook } from '../usage/usage-book.ts';
import type { Callers } from './callers.ts';
import { explainedResult } from './partner-routes.ts';

export interface OperatorParts {
  readonly callers: Callers;
  readonly database: Database;
  readonly agencies: Agencies;
  readonly launches: Launches;
  readonly graph: Graph;
  readonly publishing: Publishing;
  readonly usage: UsageBook;
}

const grantInput = z.strictObject({ coordinate: z.string(), subgraph: z.string() });

/** What the operator of the graph does. */
export function operatorRoutes(app: FastifyInstance, parts: OperatorParts): void {
  const { callers, database, agencies, launches, graph, publishing, usage } = parts;

  app.get('/v1/agencies', async (request) => {
    await callers.operator(request);
    return agencies.list();
  });

  app.post<{ Params: { code: string; decision: string } }>('/v1/agencies/:code/:decision', async (request) => {
    const operator = await callers.operator(request);
    return agencies.decide(request.params.code, z.enum(decisions).parse(request.params.decision), operator);
  });

  app.post('/v1/grants', async (request, reply) => {
    const operator = await callers.operator(request);
    const { coordinate, subgraph } = grantInput.parse(request.body);
    await agencies.grant(coordinate, subgraph, operator);
    return reply.code(204).send();
  });

  app.delete('/v1/grants', async (request, reply) => {
    const operator = await callers.operator(request);
    const { coordinate, subgraph } = grantInput.parse(request.query);
    await agencies.withdraw(coordinate, subgraph, operator);
    return reply.code(204).send();
  });

  app.post<{ Params: { name: string } }>('/v1/subgraphs/:name/quarantine', async (request) => {
    const operator = await callers.operator(request);
    const { reason } = z.strictObject({ reason: z.string().min(1).max(500) }).parse(request.body);
    return { sequence: await launches.stop(request.params.name, operator, reason) };
  });

  app.post<{ Params: { name: string } }>('/v1/subgraphs/:name/release', async (request) => ({
    sequence: await launches.release(request.params.name, await callers.operator(request)),
  }));

  app.post<{ Params: { name: string } }>('/v1/subgraphs/:name/remove', async (request, reply) => {
    const result = await publishing.remove(await callers.operator(request), request.params.name);
    return reply.code(result.verdict === 'PASSED' ? 200 : 422).send(explainedResult(result));
  });

  app.post('/v1/supergraph/rollback', async (request) => {
    const operator = await callers.operator(request);
    const { to } = z.strictObject({ to: z.int().min(1).optional() }).parse(request.body ?? {});
    return { version: await launches.rollback(operator, to) };
  });

  app.post('/v1/supergraph/promote', async (request) => ({
    version: await launches.promote(await callers.operator(request)),
  }));

  app.get('/v1/supergraph/versions', async (request) => {
    await callers.operator(request);
    const current = await graph.current();
    return {
      stable: current?.stable ?? null,
      canary: current?.canary ?? null,
      versions: await graph.versions(),
      launches: await launches.list(),
    };
  });

  app.get('/v1/usage', async (request) => {
    await callers.operator(request);
    const { coordinate } = z.object({ coordinate: z.string().optional() }).parse(request.query);
    return usage.recent(coordinate);
  });

  app.get('/v1/audit', async (request, reply) => {
    await callers.operator(request);
    const { after, form } = z
      .object({ after: z.coerce.number().int().default(0), form: z.enum(['json', 'csv']).default('json') })
      .parse(request.query);
    const entries = await auditEntries(database.fork(), after);
    return form === 'csv' ? reply.type('text/csv; charset=utf-8').send(auditCsv(entries)) : entries;
  });

  app.get('/v1/audit/verify', async (request) => {
    await callers.operator(request);
    return verifyAudit(database.fork());
  });
}

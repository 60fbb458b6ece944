import type { FastifyInstance } from 'fastify';
import { type Database, sql } from '@millgate/kit';
import { z } from 'zod';
import type { Agencies } from '../agencies/agencies.ts';
import { refusalCodes } from '../check/codes.ts';
import type { Finding } from '../check/findings.ts';
import type { Graph } from '../graph/graph.ts';
import type { CheckResult, Publishing, PublishResult } from '../publishing/publishing.ts';
import { notFound, Refused } from '../refused.ts';
import type { Callers } from './callers.ts';

const checkInput = z.strictObject({ sdl: z.string().min(1), url: z.string().optional() });

const publishInput = checkInput.extend({
  base: z.int().min(0).optional(),
  commit: z.string().min(1).max(100).optional(),
  again: z.boolean().optional(),
});

interface Named {
  readonly Params: { readonly name: string };
}

/** Each finding with what it means and how to mend it, so that a reader needs no other page. */
const explained = (finding: Finding) => ({
  ...finding,
  reason: refusalCodes[finding.code].reason,
  mend: refusalCodes[finding.code].mend,
});

export const explainedResult = <R extends CheckResult | PublishResult>(result: R) => ({
  ...result,
  steps: result.steps.map((step) => ({ ...step, findings: step.findings.map(explained) })),
});

/** What an agency does with its subgraph. */
export function partnerRoutes(
  app: FastifyInstance,
  {
    callers,
    publishing,
    graph,
    agencies,
    database,
  }: { callers: Callers; publishing: Publishing; graph: Graph; agencies: Agencies; database: Database },
): void {
  app.post('/v1/agencies', async (request, reply) => {
    const given = z.strictObject({ code: z.string(), name: z.string(), contact: z.string() }).parse(request.body);
    return reply.code(201).send(await agencies.request(given));
  });

  app.get('/v1/whoami', async (request) => {
    const { subgraph, agency, agencyState, prefix } = await callers.publisher(request);
    return { subgraph, agency, agencyState, token: `mgp_${prefix}` };
  });

  app.post<Named>('/v1/subgraphs/:name/check', async (request) => {
    const publisher = await callers.publisher(request);
    return explainedResult(await publishing.check(publisher, request.params.name, checkInput.parse(request.body)));
  });

  app.post<Named>('/v1/subgraphs/:name/publish', async (request, reply) => {
    const publisher = await callers.publisher(request);
    const result = await publishing.publish(publisher, request.params.name, publishInput.parse(request.body));
    return reply.code(result.verdict === 'PASSED' ? 200 : 422).send(explainedResult(result));
  });

  app.delete<Named>('/v1/subgraphs/:name', async (request, reply) => {
    const { subgraph, prefix, agencyState, agency } = await callers.publisher(request);
    if (subgraph !== request.params.name)
      throw new Refused(403, 'TOKEN_FOR_OTHER_SUBGRAPH', `The token is for ${subgraph}.`);
    if (agencyState !== 'APPROVED') throw new Refused(403, 'AGENCY_NOT_APPROVED', `${agency} is ${agencyState}.`);
    const result = await publishing.remove(`token:${prefix}`, subgraph);
    return reply.code(result.verdict === 'PASSED' ? 200 : 422).send(explainedResult(result));
  });

  app.get('/v1/subgraphs', async (request) => {
    await callers.anyone(request);
    const stopped = (await graph.current())?.stopped ?? [];
    const rows = await sql<{
      name: string;
      agency: string;
      state: string;
      revision: number | null;
      url: string | null;
      published_at: string | null;
    }>(
      database.fork(),
      `select s.name, s.agency, s.state, s.revision, r.url, r.published_at from subgraph s
         left join revision r on r.subgraph = s.name and r.no = s.revision order by s.name`,
    );
    return rows.map(({ published_at: publishedAt, ...row }) => ({
      ...row,
      publishedAt,
      isStopped: stopped.includes(row.name),
    }));
  });

  app.get<Named>('/v1/subgraphs/:name', async (request) => {
    await callers.anyone(request);
    const [row] = await sql<object>(
      database.fork(),
      `select subgraph as name, no as revision, sdl, url, sha256, published_at as "publishedAt" from revision where subgraph = ? order by no desc limit 1`,
      [request.params.name],
    );
    if (!row) throw notFound(`published subgraph ${request.params.name}`);
    return row;
  });

  app.get<{ Params: { id: string } }>('/v1/checks/:id', async (request) => {
    const { subgraph } = await callers.publisher(request);
    const [row] = await sql<{ result: CheckResult }>(
      database.fork(),
      'select result from check_record where id = ? and subgraph = ?',
      [request.params.id, subgraph],
    );
    if (!row) throw notFound(`check ${request.params.id}`);
    return explainedResult(row.result);
  });
}

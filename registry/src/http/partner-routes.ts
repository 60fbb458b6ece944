import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Agencies } from '../agencies/agencies.ts';
import { refusalCodes } from '../check/codes.ts';
import type { Finding } from '../check/findings.ts';
import type { Graph } from '../graph/graph.ts';
import type { Published } from '../publishing/published.ts';
import type { CheckResult, Publishing, PublishResult } from '../publishing/publishing.ts';
import { notFound } from '../refused.ts';
import type { Callers } from './callers.ts';

const checkInput = z.strictObject({ sdl: z.string().min(1), url: z.string().optional() });

const publishInput = checkInput.extend({
  base: z.int().min(0).optional(),
  commit: z.string().min(1).max(100).optional(),
  again: z.boolean().optional(),
  canary: z.strictObject({ percent: z.int().min(1).max(99), seconds: z.int().min(1).max(86_400) }).optional(),
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
    published,
  }: { callers: Callers; publishing: Publishing; graph: Graph; agencies: Agencies; published: Published },
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
    const result = await publishing.removeOwn(await callers.publisher(request), request.params.name);
    return reply.code(result.verdict === 'PASSED' ? 200 : 422).send(explainedResult(result));
  });

  app.get('/v1/subgraphs', async (request) => {
    await callers.anyone(request);
    const stopped = (await graph.current())?.stopped ?? [];
    return (await published.list()).map((row) => ({ ...row, isStopped: stopped.includes(row.name) }));
  });

  app.get<Named>('/v1/subgraphs/:name', async (request) => {
    await callers.anyone(request);
    const row = await published.last(request.params.name);
    if (!row) throw notFound(`published subgraph ${request.params.name}`);
    return row;
  });

  app.get<{ Params: { id: string } }>('/v1/checks/:id', async (request) => {
    const { subgraph } = await callers.publisher(request);
    const result = await published.check(request.params.id, subgraph);
    if (!result) throw notFound(`check ${request.params.id}`);
    return explainedResult(result);
  });
}

import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Graph } from '../graph/graph.ts';
import type { Launches } from '../graph/launches.ts';
import type { UsageBook } from '../usage/usage-book.ts';
import type { Callers } from './callers.ts';

/** A question is held open for so long at most; a balancer between may not like longer. */
const longestWaitSeconds = 30;

const report = z.strictObject({
  answers: z
    .array(
      z.strictObject({
        version: z.int(),
        requests: z.int().min(0),
        errors: z.int().min(0),
        took: z.array(z.int().min(0)).max(32).default([]),
      }),
    )
    .max(10),
  refused: z.array(z.int()).max(100).default([]),
  usage: z
    .array(
      z.strictObject({
        client: z.string().max(100),
        known: z.boolean().default(true),
        hash: z.string().regex(/^[0-9a-f]{64}$/),
        text: z.string().max(20_000),
        coordinates: z.array(z.string().max(200)).max(2_000),
        count: z.int().min(1),
      }),
    )
    .max(2_000),
  published: z
    .array(
      z.strictObject({
        app: z.string().max(100),
        hash: z.string().max(100),
        name: z.string().max(200),
        text: z.string().max(100_000),
      }),
    )
    .max(5_000)
    .optional(),
});

/** What gateways ask and say. */
export function gatewayRoutes(
  app: FastifyInstance,
  { callers, graph, launches, usage }: { callers: Callers; graph: Graph; launches: Launches; usage: UsageBook },
): void {
  app.get('/v1/supergraph', async (request, reply) => {
    await callers.anyone(request);
    const { wait } = z
      .object({ wait: z.coerce.number().min(0).max(longestWaitSeconds).default(0) })
      .parse(request.query);
    const known = /^"(\d+)"$/.exec(request.headers['if-none-match'] ?? '')?.[1];
    const left = new AbortController();
    request.raw.once('close', () => left.abort());
    reply.raw.once('close', () => left.abort());
    const delivered = await graph.delivered(known === undefined ? undefined : Number(known), wait * 1_000, left.signal);
    if (!delivered) return reply.code(304).send();
    return reply.header('etag', `"${delivered.sequence}"`).header('cache-control', 'no-store').send(delivered);
  });

  app.post('/v1/reports', { bodyLimit: 8_000_000 }, async (request, reply) => {
    await callers.gateway(request);
    const { answers, refused, usage: asked, published } = report.parse(request.body);
    // What is taken back is taken back first: what was asked can wait.
    await launches.report(answers, refused);
    if (published) await usage.replacePublished(published);
    await usage.add(asked);
    return reply.code(204).send();
  });
}

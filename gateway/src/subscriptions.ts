import type { FastifyInstance, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { asksForEvents, type Engine, type PresentError, serveEvents, type SseRequest } from '../engine/src/index.ts';

/** A token is believed for as long as it says; a subscription asks again now and then, with a token that holds then. */
const longestMillis = 3_600_000;

/** Streams that one gateway keeps open; each costs a socket and a place in every fan-out. */
const maxOpen = 5_000;

export interface SubscriptionOptions<Context extends object> {
  readonly engine: Engine;
  /** Who asks; throws a `GraphQLError` for whoever is not believed. */
  readonly admit: (request: FastifyRequest) => Promise<Context>;
  readonly present: PresentError;
}

/**
 * Answers requests for events before @apollo/server sees them: over `graphql-sse`, in distinct connections mode. A
 * stream that is cut rather than completed is asked for again by its client, here or at another replica.
 */
export function serveSubscriptions<Context extends object>(
  app: FastifyInstance,
  { engine, admit, present }: SubscriptionOptions<Context>,
): void {
  const open = new Set<AbortController>();
  // A server that closes waits for its answers, and these do not end by themselves.
  app.addHook('preClose', async () => open.forEach((stream) => stream.abort()));

  app.addHook('preHandler', async (request, reply) => {
    if (request.method !== 'POST' || request.routeOptions.url !== '/graphql' || !asksForEvents(request.raw)) return;
    const refuse = (error: GraphQLError, status: number) =>
      reply.code(status).send({ errors: [present(error.toJSON(), error)] });
    if (open.size >= maxOpen) {
      return refuse(new GraphQLError('Too many subscriptions are open.', { extensions: { code: 'OVERLOADED' } }), 503);
    }
    let context: Context;
    try {
      context = await admit(request);
    } catch (cause) {
      if (!(cause instanceof GraphQLError)) throw cause;
      const { status } = (cause.extensions['http'] ?? {}) as { status?: number };
      return refuse(cause, status ?? 400);
    }
    reply.hijack();
    const stream = new AbortController();
    const timer = setTimeout(() => stream.abort(), longestMillis);
    open.add(stream);
    try {
      const asked = (request.body ?? {}) as SseRequest;
      const given = { engine, context: context as Record<string, unknown>, stop: stream.signal };
      await serveEvents(given, asked, request.raw, reply.raw);
    } catch {
      reply.raw.destroy();
    } finally {
      clearTimeout(timer);
      open.delete(stream);
    }
  });
}

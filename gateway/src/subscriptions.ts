import type { FastifyInstance, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import type { ContractName } from '@millgate/kit';
import {
  asksForEvents,
  type PresentError,
  serveEvents,
  type SseChecked,
  type SseRequest,
} from '../engine/src/index.ts';
import type { Lane } from './delivery/lane.ts';
import { documentLimits } from './limits/document-limits.ts';
import { answerHeaders } from './plugins/security-headers.ts';
import type { Account } from './rates/account.ts';

/** A token is believed for as long as it says; a subscription asks again now and then, with a token that holds then. */
const longestMillis = 3_600_000;

/** Streams that one gateway keeps open; each costs a socket and a place in every fan-out. */
const maxOpen = 5_000;

/** Streams that one account keeps open here: a screen has a few, whoever wants to fill the place has none left. */
const maxOpenPerAccount = 20;

interface Subscriber {
  readonly account?: Account;
  /** As what the schema is shown to whoever asks. */
  readonly contract: ContractName;
}

export interface SubscriptionOptions<Context extends Subscriber> {
  /** The graph that whoever asks is served. */
  readonly laneOf: (context: Context, request: FastifyRequest) => Lane;
  /** Who asks; throws a `GraphQLError` for whoever is not believed. */
  readonly admit: (request: FastifyRequest) => Promise<Context>;
  readonly present: PresentError;
  /** Asked before anything is planned; what it throws is the answer. */
  readonly check: (context: Context, asked: SseChecked) => Promise<void>;
}

/**
 * Answers requests for events before @apollo/server sees them: over `graphql-sse`, in distinct connections mode. A
 * stream that is cut rather than completed is asked for again by its client, here or at another replica.
 */
export function serveSubscriptions<Context extends Subscriber>(
  app: FastifyInstance,
  { laneOf, admit, present, check }: SubscriptionOptions<Context>,
): void {
  const open = new Map<AbortController, Account | undefined>();
  // A server that closes waits for its answers, and these do not end by themselves.
  app.addHook('preClose', async () => open.forEach((_account, stream) => stream.abort()));

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
    const { account } = context;
    const own = account ? [...open.values()].filter((other) => other?.key === account.key).length : 0;
    if (own >= maxOpenPerAccount) {
      const extensions = { code: 'RATE_LIMITED', limit: maxOpenPerAccount };
      return refuse(new GraphQLError('You have too many subscriptions open.', { extensions }), 429);
    }
    reply.hijack();
    // What hooks would add to an answer that is sent by the server.
    for (const [name, value] of Object.entries({ ...answerHeaders, ...reply.getHeaders() })) {
      if (value !== undefined) reply.raw.setHeader(name, value);
    }
    const stream = new AbortController();
    const timer = setTimeout(() => stream.abort(), longestMillis);
    open.set(stream, account);
    const { engine, servers, retired } = laneOf(context, request);
    try {
      const asked = (request.body ?? {}) as SseRequest;
      const given = {
        engine,
        schema: servers.schemaOf(context.contract),
        context: context as unknown as Record<string, unknown>,
        stop: AbortSignal.any([stream.signal, retired]),
        maxTokens: documentLimits.tokens,
        check: (checked: SseChecked) => check(context, checked),
      };
      await serveEvents(given, asked, request.raw, reply.raw);
    } catch {
      reply.raw.destroy();
    } finally {
      clearTimeout(timer);
      open.delete(stream);
    }
  });
}

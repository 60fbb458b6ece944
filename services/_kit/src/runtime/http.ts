import { timingSafeEqual } from 'node:crypto';
import fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { createHandler } from 'graphql-http/lib/use/fastify';
import { reason } from '../database/databases.ts';
import type { Event } from '../events/outbox.ts';
import { createVerifier, InvalidToken, issueToken } from '../identity/tokens.ts';
import type { Clock } from '../clock.ts';
import type { KeyStore } from '../identity/keys.ts';
import type { Deliver } from '../events/dispatcher.ts';
import { StartError } from '../config.ts';
import { asksForEvents, eventServer } from './http-events.ts';
import { keepTexts, textOf } from './request-text.ts';
import type { Headers, Subgraph } from './subgraph.ts';

const maxBodyBytes = 2_000_000;
const deliveryTimeoutMillis = 10_000;

/** Serves one subgraph: `/graphql` and `/events` for those who prove themselves, `/health` and `/ready` for probes. */
export async function serveSubgraph(
  subgraph: Subgraph,
  options: { host: string; port: number; keys: KeyStore; clock: Clock },
): Promise<{ url: string; stop(): Promise<void> }> {
  const app = fastify({ bodyLimit: maxBodyBytes, requestTimeout: 30_000, forceCloseConnections: 'idle' });
  const serveEvents = eventServer(app, subgraph);
  const answerOnce = createHandler({
    onSubscribe: ({ raw, headers }, parameters) => answer(subgraph, headers, parameters, textOf(raw)),
  });
  keepTexts(app);
  app.all('/graphql', async function (request, reply) {
    // Before anything else about the request is judged: who is not the gateway learns nothing, not even what is wrong.
    const byGateway = await isByGateway(subgraph, request);
    if (!byGateway) return reply.code(401).send({ errors: [notByTheGateway] });
    return asksForEvents(request) ? serveEvents(request, reply) : answerOnce.call(this, request, reply);
  });
  app.get('/health', () => ({ status: 'ok' }));
  app.get('/ready', async (_request, reply) => {
    try {
      await subgraph.database.ping();
      return { status: 'ready' };
    } catch {
      return reply.code(503).send({ status: 'unavailable', missing: ['database'] });
    }
  });
  acceptEvents(app, subgraph, options);
  const url = await listen(app, options);
  return { url, stop: () => app.close() };
}

async function isByGateway(subgraph: Subgraph, request: FastifyRequest): Promise<boolean> {
  try {
    await subgraph.requireGateway(request.headers as Headers, textOf(request));
    return true;
  } catch (cause) {
    if (cause instanceof InvalidToken) return false;
    throw cause;
  }
}

const notByTheGateway = { message: 'Only the gateway may ask.', extensions: { code: 'UNAUTHENTICATED' } };

const answer = (
  subgraph: Subgraph,
  headers: unknown,
  {
    query,
    variables,
    operationName,
  }: { query: string; variables?: unknown; operationName?: string | null | undefined },
  body: string,
) =>
  subgraph.execute({ query, variables: variables as Record<string, unknown>, operationName, body }, headers as Headers);

function acceptEvents(
  app: FastifyInstance,
  subgraph: Subgraph,
  { keys, clock }: { keys: KeyStore; clock: Clock },
): void {
  const verify = createVerifier(keys, clock);
  app.post('/events', async (request, reply) => {
    const [scheme, token] = (request.headers.authorization ?? '').split(' ');
    const event = request.body as Event | undefined;
    if (!event) return reply.code(400).send({ error: 'An event is JSON.' });
    try {
      if (scheme !== 'Bearer' || !token) throw new InvalidToken('no token');
      const claims = await verify(token, {
        signers: (signer) => signer !== 'issuer',
        audience: `events:${subgraph.name}`,
      });
      if (!sameText(String(claims.event), event.id)) throw new InvalidToken('another event’s token');
    } catch (cause) {
      if (!(cause instanceof InvalidToken)) throw cause;
      return reply.code(401).send({ error: 'Only a service of this installation may deliver events.' });
    }
    await subgraph.receive(event);
    return reply.code(204).send();
  });
}

const sameText = (a: string, b: string) => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** The sender’s side of `/events`. */
export function deliverOverHttp(options: {
  sender: string;
  urls: ReadonlyMap<string, string>;
  keys: KeyStore;
  clock: Clock;
}): Deliver {
  return async (subscriber, event) => {
    const base = options.urls.get(subscriber);
    if (!base) throw new Error(`no address is known of ${subscriber}`);
    const token = await issueToken(options.keys, options.clock, {
      signer: options.sender,
      audience: `events:${subscriber}`,
      lifetimeSeconds: 30,
      claims: { sub: `service:${options.sender}`, event: event.id },
    });
    const response = await fetch(new URL('/events', base), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(event),
      redirect: 'error',
      signal: AbortSignal.timeout(deliveryTimeoutMillis),
    });
    await response.body?.cancel();
    if (!response.ok) throw new Error(`${subscriber} answered ${response.status}`);
  };
}

/**
 * Connections that may wait to be taken up. Four hundred who press within a second are more than are taken up at once; one
 * that finds no room is tried again by its own system after a second, then after three.
 */
const backlog = 4_096;

/** Listens, or says in one line why not. */
export async function listen(app: FastifyInstance, { host, port }: { host: string; port: number }): Promise<string> {
  try {
    return await app.listen({ host, port, backlog });
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new StartError(`port ${port} on ${host} is taken; set PORT, or --port, to another`);
    throw new StartError(`cannot listen on ${host}:${port}: ${reason(cause)}`);
  }
}

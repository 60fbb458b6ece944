import { once } from 'node:events';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { InvalidToken } from '../identity/tokens.ts';
import type { GraphRequest } from './execute.ts';
import { textOf } from './request-text.ts';
import type { Headers, Subgraph } from './subgraph.ts';

/** What stands between gateway and subgraph must not take silence for death. */
const pingMillis = 12_000;

/** Whether a request asks for events instead of one answer. */
export const asksForEvents = ({ method, headers }: FastifyRequest): boolean =>
  method === 'POST' && (headers.accept?.includes('text/event-stream') ?? false);

/** Serves subscriptions over `graphql-sse` (distinct connections): one request, whose answer is a stream of events. */
export function eventServer(app: FastifyInstance, subgraph: Subgraph) {
  const open = new Set<AbortController>();
  // A server that closes waits for its answers, and these do not end by themselves.
  app.addHook('preClose', async () => open.forEach((left) => left.abort()));

  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const left = new AbortController();
    const answers = subgraph.subscribe(
      { ...(request.body as GraphRequest), body: textOf(request) },
      request.headers as Headers,
      left.signal,
    );
    // The first answer decides whether this becomes a stream: who is not the gateway gets none.
    const first = await answers.next().catch((cause: unknown) => {
      if (cause instanceof InvalidToken) return undefined;
      throw cause;
    });
    if (!first) {
      const error = { message: 'Only the gateway may ask.', extensions: { code: 'UNAUTHENTICATED' } };
      return reply.code(401).send({ errors: [error] });
    }
    reply.hijack();
    const { raw } = reply;
    open.add(left);
    raw.on('close', () => left.abort());
    raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    const ping = setInterval(() => raw.write(':\n\n'), pingMillis);
    const gone = once(left.signal, 'abort');
    try {
      for (let step = first; !step.done; step = await answers.next()) {
        const taken = raw.write(`event: next\ndata: ${JSON.stringify(step.value)}\n\n`);
        // A slow reader is given what holds when it reads again, not everything in between.
        if (!taken) await Promise.race([once(raw, 'drain'), gone]);
      }
      // Without `complete` the other side knows that the stream was cut, and may ask again.
      raw.end(left.signal.aborted ? '' : 'event: complete\ndata:\n\n');
    } catch {
      raw.destroy();
    } finally {
      clearInterval(ping);
      open.delete(left);
      await answers.return(undefined);
    }
  };
}

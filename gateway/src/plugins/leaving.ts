import type { FastifyReply } from 'fastify';

/** Aborted when whoever asked has left before the answer was sent: what is fetched for nobody is called off. */
export function leavingOf({ raw }: FastifyReply): AbortSignal {
  const left = new AbortController();
  raw.on('close', () => {
    if (!raw.writableFinished) left.abort();
  });
  return left.signal;
}

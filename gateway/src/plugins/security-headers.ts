import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** What holds for every answer; a page of ours widens its policy by name. */
export const answerHeaders = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  // Whether an answer may be kept is said by the gateway alone, and by default it may not.
  'cache-control': 'no-store',
} as const;

/** Answers are data of the caller who asked: not to be framed, guessed at, kept, or read by a page of a stranger. */
export async function secureAnswers(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  app.addHook('onSend', async (_request, reply) => {
    for (const [name, value] of Object.entries(answerHeaders))
      if (!reply.hasHeader(name)) void reply.header(name, value);
  });
  await app.register(cors, {
    // Compared as a whole: an address that begins or ends like one of ours is not ours.
    origin: [...origins],
    methods: ['GET', 'POST'],
    credentials: false,
    exposedHeaders: ['x-request-id', 'ratelimit', 'ratelimit-policy', 'retry-after'],
    maxAge: 600,
    strictPreflight: false,
  });
}

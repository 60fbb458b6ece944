import type { FastifyInstance, FastifyRequest } from 'fastify';

const texts = new WeakMap<object, string>();

/** The text that a request's body came as; empty where it had none. */
export const textOf = (request: FastifyRequest): string => texts.get(request) ?? '';

/** Keeps the text of a body beside what it parses to: an identity vouches for the text. */
export function keepTexts(app: FastifyInstance): void {
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, text, done) => {
    texts.set(request, text as string);
    let body: unknown;
    try {
      body = JSON.parse(text as string);
    } catch {
      // Not JSON: judged by whoever reads it, once the sender has been.
    }
    done(null, body);
  });
}

import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { RequestContext } from '../request-context.ts';

/** What is true of a request from its first byte on, also where nothing else of it is at hand. */
export interface CurrentRequest {
  readonly requestId: string;
  /** The header, as it came. */
  readonly acceptLanguage?: string | undefined;
  /** Set when what is asked was let through to the planner. */
  context?: RequestContext;
}

const current = new AsyncLocalStorage<CurrentRequest>();

/** The request that is being answered; undefined outside of one. */
export const currentRequest = (): CurrentRequest | undefined => current.getStore();

/** Makes the request known to whatever is called while it is answered, and its id to whoever sent it. */
export function nameRequests(app: FastifyInstance): void {
  app.addHook('onRequest', ({ headers }, reply, done) => {
    const request: CurrentRequest = { requestId: randomUUID(), acceptLanguage: headers['accept-language'] };
    void reply.header('x-request-id', request.requestId);
    current.run(request, done);
  });
}

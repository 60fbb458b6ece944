import { type SubgraphAnswer, type SubgraphClient, SubgraphError, type SubgraphRequest } from './types.ts';

export interface InProcessOptions {
  /** The total time an answer may take; the request's own deadline may be earlier. */
  readonly timeoutMs?: number;
  /** The events of a subscription, for subgraphs that have any. */
  readonly subscribe?: (request: SubgraphRequest) => AsyncIterable<SubgraphAnswer>;
}

/**
 * A subgraph that lives in this process. It gets the same deadline and the same abort as one behind HTTP, so that
 * a resolver that hangs costs only its own fields in both arrangements.
 */
export function inProcessClient(
  send: (request: SubgraphRequest) => Promise<SubgraphAnswer>,
  { timeoutMs = 2_000, subscribe }: InProcessOptions = {},
): SubgraphClient {
  return {
    ...(subscribe && { subscribe: (request) => subscribe({ ...request, ...sentVariables(request) }) }),
    send: (request) =>
      new Promise<SubgraphAnswer>((resolve, reject) => {
        if (request.signal?.aborted) return reject(new SubgraphError('REQUEST_CANCELLED'));
        const remaining = Math.min(timeoutMs, (request.deadline ?? Infinity) - performance.now());
        if (remaining <= 0) return reject(new SubgraphError('SUBGRAPH_TIMEOUT'));

        const cancel = new AbortController();
        const settle = (failure: SubgraphError) => {
          done();
          cancel.abort(failure);
          reject(failure);
        };
        const timer = setTimeout(() => settle(new SubgraphError('SUBGRAPH_TIMEOUT')), remaining);
        const left = () => settle(new SubgraphError('REQUEST_CANCELLED'));
        const done = () => {
          clearTimeout(timer);
          request.signal?.removeEventListener('abort', left);
        };
        request.signal?.addEventListener('abort', left, { once: true });

        send({
          ...request,
          ...sentVariables(request),
          signal: cancel.signal,
        }).then(
          (answer) => {
            done();
            resolve(answer);
          },
          (cause: unknown) => {
            done();
            reject(cause instanceof SubgraphError ? cause : new SubgraphError('SUBGRAPH_UNAVAILABLE', cause));
          },
        );
      }),
  };
}

/** The engine writes whole bodies; in one process the variables are read back from there. */
function sentVariables({ variables, body }: SubgraphRequest): { variables?: Record<string, unknown> } {
  if (variables !== undefined || body === undefined) return {};
  const parsed = JSON.parse(body) as { variables?: Record<string, unknown> };
  return parsed.variables ? { variables: parsed.variables } : {};
}

import { type SubgraphAnswer, type SubgraphClient, SubgraphError, type SubgraphRequest } from './types.ts';

export interface InProcessOptions {
  /** The total time an answer may take; the request's own deadline may be earlier. */
  readonly timeoutMs?: number;
}

/**
 * A subgraph that lives in this process. It gets the same deadline and the same abort as one behind HTTP, so that
 * a resolver that hangs costs only its own fields in both arrangements.
 */
export function inProcessClient(
  send: (request: SubgraphRequest) => Promise<SubgraphAnswer>,
  { timeoutMs = 2_000 }: InProcessOptions = {},
): SubgraphClient {
  return {
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
          ...(request.variables === undefined && request.body !== undefined && variablesOf(request.body)),
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

function variablesOf(body: string): { variables?: Record<string, unknown> } {
  const { variables } = JSON.parse(body) as { variables?: Record<string, unknown> };
  return variables ? { variables } : {};
}

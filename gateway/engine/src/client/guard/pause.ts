import { type SubgraphClient, SubgraphError } from '../types.ts';

/** Nobody is left alone for longer than this, whatever they ask for. */
const longestMs = 30_000;
const usualMs = 1_000;

/** A subgraph that says it is asked too often is not asked until the time that it named is over. */
export function pausing(client: SubgraphClient, now: () => number = () => performance.now()): SubgraphClient {
  let until = -Infinity;
  return {
    ...client,
    send(request) {
      const rest = until - now();
      if (rest > 0) return Promise.reject(new SubgraphError('SUBGRAPH_RATE_LIMITED', undefined, undefined, rest));
      return client.send(request).catch((failure: unknown) => {
        if (failure instanceof SubgraphError && failure.code === 'SUBGRAPH_RATE_LIMITED') {
          until = now() + Math.min(longestMs, failure.retryAfterMs ?? usualMs);
        }
        throw failure;
      });
    },
  };
}

import { type SubgraphAnswer, type SubgraphClient, SubgraphError } from '../../engine/src/index.ts';
import type { SupergraphFeed } from './feed.ts';

const stopped = () => new SubgraphError('SUBGRAPH_UNAVAILABLE', 'stopped');

/**
 * A subgraph that the registry has stopped is not asked; what it had is null, as when it is down. Nobody waits for what
 * it was asked before, and its events end. Only what a mutation came to is waited for: it may have done something.
 */
export function heedingStops(
  client: SubgraphClient,
  subgraph: string,
  feed: Pick<SupergraphFeed, 'isStopped' | 'onDelivery'> | undefined,
): SubgraphClient {
  if (!feed) return client;
  // Not a signal for each request: this is on the way of every fetch, and a stop is rare.
  const waiting = new Set<(reason: SubgraphError) => void>();
  let stop = new AbortController();
  const forget = feed.onDelivery(() => {
    if (!feed.isStopped(subgraph)) {
      if (stop.signal.aborted) stop = new AbortController();
      return;
    }
    stop.abort();
    for (const giveUp of waiting) giveUp(stopped());
    waiting.clear();
  });
  return {
    ...client,
    send(request) {
      if (feed.isStopped(subgraph)) return Promise.reject(stopped());
      if (request.query.startsWith('mutation')) return client.send(request);
      return new Promise<SubgraphAnswer>((resolve, reject) => {
        waiting.add(reject);
        client
          .send(request)
          .finally(() => waiting.delete(reject))
          .then(resolve, reject);
      });
    },
    ...(client.subscribe && {
      async *subscribe(request) {
        if (feed.isStopped(subgraph)) throw stopped();
        const { signal } = stop;
        const until = request.signal ? AbortSignal.any([request.signal, signal]) : signal;
        for await (const event of client.subscribe?.({ ...request, signal: until }) ?? []) {
          if (signal.aborted) break;
          yield event;
        }
        if (signal.aborted) throw stopped();
      },
    }),
    async close() {
      forget();
      await client.close?.();
    },
  };
}

import { type SubgraphClient, SubgraphError } from '../../engine/src/index.ts';
import type { SupergraphFeed } from './feed.ts';

/** A subgraph that the registry has stopped is not asked; what it had is null, as when it is down. */
export function heedingStops(
  client: SubgraphClient,
  subgraph: string,
  feed: SupergraphFeed | undefined,
): SubgraphClient {
  if (!feed) return client;
  return {
    ...client,
    send: (request) =>
      feed.isStopped(subgraph)
        ? Promise.reject(new SubgraphError('SUBGRAPH_UNAVAILABLE', 'stopped'))
        : client.send(request),
  };
}

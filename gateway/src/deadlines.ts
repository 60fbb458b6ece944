import type { SubgraphClient, SubgraphRequest } from '../engine/src/index.ts';

/** A page waits this long for a part of itself, then shows the rest, where nothing else is set. */
export const usualQueryMillis = 2_000;

/**
 * Whoever changes something must learn what came of it: giving up early leaves a caller who does not know whether the
 * seat is hers, while the change goes on. When four hundred press at once the last of them waits for all before her.
 */
export const mutationMillis = 15_000;

/** What one request may take in all, however many subgraphs it asks in turn. */
export const requestMillis = 20_000;

/** Gives every fetch its deadline; what the engine already set may only be earlier. */
export function withDeadlines(client: SubgraphClient, queryMillis = usualQueryMillis): SubgraphClient {
  const send = (request: SubgraphRequest) => {
    const allowed = request.query.startsWith('mutation') ? mutationMillis : queryMillis;
    return client.send({ ...request, deadline: Math.min(request.deadline ?? Infinity, performance.now() + allowed) });
  };
  return { ...client, send };
}

import type { SubgraphClient } from '../../engine/src/index.ts';

type MakeClient = (subgraph: string, url: string | undefined) => SubgraphClient;

/**
 * One client for each address of a subgraph, however many versions of the graph are served: side by side they share its
 * sockets, its room and what its breaker has seen. It is closed when the last of them is done with it.
 */
export function sharedClients(make: MakeClient): MakeClient {
  const open = new Map<string, { readonly client: SubgraphClient; users: number }>();
  return (subgraph, url) => {
    const key = `${subgraph}\n${url ?? ''}`;
    let shared = open.get(key);
    if (!shared) open.set(key, (shared = { client: make(subgraph, url), users: 0 }));
    const { client } = shared;
    const mine = shared;
    mine.users += 1;
    let closed = false;
    return {
      ...client,
      async close() {
        if (closed) return;
        closed = true;
        mine.users -= 1;
        if (mine.users > 0) return;
        open.delete(key);
        await client.close?.();
      },
    };
  };
}

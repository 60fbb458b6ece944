import { ApolloServer, HeaderMap } from '@apollo/server';
import { createEngine, inProcessClient } from '@millgate/gateway/engine';
import { supergraphOf } from '../gateway/world.ts';

export interface Sample {
  readonly operations: number;
  readonly heapMiB: number;
  readonly residentMiB: number;
  readonly msEach: number;
}

interface Settings {
  readonly count: number;
  readonly samples: number;
  readonly collect: () => void;
  readonly planCacheBytes?: number;
}

const mib = (bytes: number) => bytes / 1024 / 1024;

/** Alike in what they cost, different in their response names, which no normalisation may merge. */
const operation = (nth: number) =>
  `{ a${nth}: topArticles(first: 1) { upc n${nth % 7}: name inStock remarks { id b${nth % 11}: body } } }`;

/** Asks a gateway one operation after the other, none of them twice, and weighs it at even distances. */
export async function measureDistinctOperations(
  { count, samples, collect, planCacheBytes }: Settings,
  report: (sample: Sample) => void = () => undefined,
): Promise<{ grewMiB: number }> {
  const nothing = { data: { _entities: [] } };
  const engine = createEngine({
    supergraph: supergraphOf('http://subgraphs.invalid'),
    client: () => inProcessClient(async () => nothing),
    ...(planCacheBytes !== undefined && { planCacheBytes }),
  });
  // Without @apollo/server's own store of documents, which it bounds at 30 MiB: what is weighed is ours.
  const server = new ApolloServer({ gateway: engine, documentStore: null });
  await server.start();
  const heap: number[] = [];
  let asked = 0;
  for (let turn = 0; turn < samples; turn++) {
    const start = performance.now();
    const until = Math.floor((count * (turn + 1)) / samples);
    const here = until - asked;
    for (; asked < until; asked++) {
      await server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: 'POST',
          headers: new HeaderMap([['content-type', 'application/json']]),
          search: '',
          body: { query: operation(asked) },
        },
        context: async () => ({}),
      });
    }
    const msEach = (performance.now() - start) / here;
    collect();
    const { heapUsed, rss } = process.memoryUsage();
    heap.push(mib(heapUsed));
    report({ operations: asked, heapMiB: mib(heapUsed), residentMiB: mib(rss), msEach });
  }
  await server.stop();
  return { grewMiB: (heap.at(-1) ?? 0) - (heap[0] ?? 0) };
}

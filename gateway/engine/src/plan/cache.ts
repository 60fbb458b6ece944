import { LRUCache } from 'lru-cache';
import type { Graph } from './graph.ts';
import type { PreparedOperation } from './operation.ts';

/**
 * What was prepared for the operations of each version of the graph. Bounded in bytes, because a caller can send a
 * million different operations; bound to the version, because a plan for another one is wrong without an error.
 */
export class PlanCache {
  readonly #byGraph = new WeakMap<Graph, LRUCache<string, PreparedOperation>>();

  constructor(private readonly maxBytes: number) {}

  /** The prepared operation, made on the first call. What throws is not kept. */
  get(graph: Graph, key: string, prepare: () => PreparedOperation): PreparedOperation {
    let cache = this.#byGraph.get(graph);
    if (!cache) this.#byGraph.set(graph, (cache = new LRUCache({ maxSize: this.maxBytes, sizeCalculation: bytesOf })));
    const known = cache.get(key);
    if (known) return known;
    const made = prepare();
    cache.set(key, made);
    return made;
  }
}

/** Measured: an AST, a plan and what is compiled from them take some forty bytes for each character of text. */
function bytesOf({ operation, programs }: PreparedOperation): number {
  const length = operation.loc ? operation.loc.end - operation.loc.start : 0;
  const steps = programs.flatMap(({ program }) => program.steps);
  const fetches = steps.reduce((sum, { fetch }) => sum + fetch.operation.length, 0);
  return 2_048 + 40 * (length + fetches);
}

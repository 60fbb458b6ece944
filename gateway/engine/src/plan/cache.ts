import { type DocumentNode, validate } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Observer } from '../observe/observer.ts';
import type { Graph } from './graph.ts';
import type { PreparedOperation } from './operation.ts';
import { planKey, type PlanRequest, type ReadyPlans } from './plan.ts';

/** How to prepare an operation, for this version of the graph and for later ones. */
export interface Recipe {
  readonly document: DocumentNode;
  /** What it is kept under: callers who are refused different things get different operations. */
  keyOn(graph: Graph): string;
  /** `ready` are plans that were made elsewhere. */
  prepare(graph: Graph, ready?: ReadyPlans): PreparedOperation;
  /** What is planned for it. */
  requests(graph: Graph): PlanRequest[];
}

interface Entry {
  readonly prepared: PreparedOperation;
  readonly recipe: Recipe;
}

/**
 * What was prepared for the operations of each version of the graph. Bounded in bytes, because a caller can send a
 * million different operations; bound to the version, because a plan for another one is wrong without an error.
 */
export class PlanCache {
  readonly #byGraph = new WeakMap<Graph, LRUCache<string, Entry>>();

  constructor(
    private readonly maxBytes: number,
    private readonly observer: Observer | undefined,
  ) {}

  has(graph: Graph, recipe: Recipe): boolean {
    return this.#of(graph).has(recipe.keyOn(graph));
  }

  /** The prepared operation, made on the first call. What throws is not kept. */
  get(graph: Graph, recipe: Recipe, ready?: ReadyPlans): PreparedOperation {
    const key = recipe.keyOn(graph);
    const known = this.#of(graph).get(key);
    if (known) {
      this.observer?.prepared?.({ cached: true, ms: 0 });
      return known.prepared;
    }
    const start = this.observer ? performance.now() : 0;
    const prepared = recipe.prepare(graph, ready);
    this.observer?.prepared?.({ cached: false, ms: performance.now() - start });
    this.#of(graph).set(key, { prepared, recipe });
    return prepared;
  }

  /**
   * Prepares for a new version what was used last on the one before, until the time is over: callers should not all
   * wait for the planner at the moment of the change. What no longer fits the schema is left out.
   */
  warm(before: Graph, after: Graph, budgetMs: number): void {
    const until = performance.now() + budgetMs;
    const warmed: [string, Entry][] = [];
    for (const { recipe } of this.#of(before).values()) {
      if (performance.now() >= until) break;
      if (validate(after.schema, recipe.document, undefined, { maxErrors: 1 }).length > 0) continue;
      try {
        // Planning itself is not done here: whoever asks for it waits for it, or finds it planned by then.
        if (!recipe.requests(after).every((request) => after.ready.has(planKey(request)))) continue;
        warmed.push([recipe.keyOn(after), { prepared: recipe.prepare(after), recipe }]);
      } catch {
        // Whoever asks for it will be told why it cannot be planned.
      }
    }
    // The most recent last, so that it is forgotten last.
    for (const [key, entry] of warmed.reverse()) this.#of(after).set(key, entry);
  }

  #of(graph: Graph): LRUCache<string, Entry> {
    let cache = this.#byGraph.get(graph);
    if (!cache) this.#byGraph.set(graph, (cache = new LRUCache({ maxSize: this.maxBytes, sizeCalculation: bytesOf })));
    return cache;
  }

  /** What the last callers asked of the parts of a graph, each once, the latest of each part first. */
  recent(graphs: readonly Graph[], max: number): PlanRequest[] {
    const requests = new Map<string, PlanRequest>();
    const parts = graphs.map((graph) => this.#byGraph.get(graph)?.values());
    for (let turn = parts.length; turn > 0 && requests.size < max;) {
      turn = 0;
      for (const part of parts) {
        const next = part?.next();
        if (!next || next.done) continue;
        turn += 1;
        for (const { request } of next.value.prepared.programs) requests.set(planKey(request), request);
      }
    }
    return [...requests.values()].slice(0, max);
  }
}

/** Measured on heaps with hundreds of plans: 50 to 65 bytes for each character of the operation and its fetches. */
function bytesOf({ prepared: { programs } }: Entry, key: string): number {
  const steps = programs.flatMap(({ program }) => program.steps);
  const fetches = steps.reduce((sum, { fetch }) => sum + fetch.operation.length, 0);
  return baseBytes + bytesPerCharacter * (key.length + fetches);
}

const baseBytes = 2_048;
const bytesPerCharacter = 60;

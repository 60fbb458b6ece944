import { LRUCache } from 'lru-cache';
import type { Normalised } from '../normalise/normalise.ts';
import type { Graph } from '../plan/graph.ts';
import type { AccessRule } from '../supergraph/access.ts';
import { type AccessDecision, decide, rulesTouched } from './decision.ts';
import { type AccessGrant, type DecidedGrant, decided } from './grant.ts';

/** Distinct operations of which it is remembered what they touch; a caller can send a million of them. */
const maxOperations = 10_000;

type Decidable = Pick<Normalised, 'document' | 'key'>;

type DecisionOn = (graph: Graph) => AccessDecision | undefined;

const nothing: DecisionOn = () => undefined;

/** Which rules an operation touches is worked out once; whether a caller meets them is asked of each. */
export class Decisions {
  readonly #touched = new WeakMap<Graph, LRUCache<string, readonly AccessRule[]>>();

  /** What the caller is refused of an operation, on this version of the graph or on a later one. */
  of(graph: Graph, asked: Decidable, grant: AccessGrant | undefined): DecisionOn | Promise<DecisionOn> {
    if (!grant) return nothing;
    const granted = decided(grant, this.#rules(graph, asked));
    return granted instanceof Promise
      ? granted.then((known) => this.#decision(asked, known))
      : this.#decision(asked, granted);
  }

  #decision(asked: Decidable, grant: DecidedGrant): DecisionOn {
    let last: { readonly graph: Graph; readonly decision: AccessDecision | undefined } | undefined;
    return (graph) => {
      if (last?.graph !== graph) {
        last = { graph, decision: decide(graph.access, graph.schema, this.#rules(graph, asked), grant) };
      }
      return last.decision;
    };
  }

  #rules(graph: Graph, { document, key }: Decidable): readonly AccessRule[] {
    if (graph.access.isOpen) return [];
    let known = this.#touched.get(graph);
    if (!known) this.#touched.set(graph, (known = new LRUCache({ max: maxOperations })));
    let rules = known.get(key);
    if (!rules) known.set(key, (rules = rulesTouched(graph.access, graph.schema, document)));
    return rules;
  }
}

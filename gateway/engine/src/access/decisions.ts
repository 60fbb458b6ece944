import { LRUCache } from 'lru-cache';
import type { Normalised } from '../normalise/normalise.ts';
import type { Graph } from '../plan/graph.ts';
import { type AccessDecision, decide, rulesTouched, type Touched } from './decision.ts';
import { type AccessGrant, type DecidedGrant, decided } from './grant.ts';

/** Distinct operations of which it is remembered what they touch; a caller can send a million of them. */
const maxOperations = 10_000;

type Decidable = Pick<Normalised, 'document' | 'key'>;

type DecisionOn = (graph: Graph) => AccessDecision | undefined;

const untouched: Touched = { rules: [], byArguments: new Map() };

const nothing: DecisionOn = () => undefined;

/** Which rules an operation touches is worked out once; whether a caller meets them is asked of each. */
export class Decisions {
  readonly #touched = new WeakMap<Graph, LRUCache<string, Touched>>();

  /** What the caller is refused of an operation, on this version of the graph or on a later one. */
  of(graph: Graph, asked: Decidable, grant: AccessGrant | undefined): DecisionOn | Promise<DecisionOn> {
    if (!grant) return nothing;
    const granted = decided(grant, this.#touchedBy(graph, asked).rules);
    return granted instanceof Promise
      ? granted.then((known) => this.#decision(asked, known))
      : this.#decision(asked, granted);
  }

  #decision(asked: Decidable, grant: DecidedGrant): DecisionOn {
    let last: { readonly graph: Graph; readonly decision: AccessDecision | undefined } | undefined;
    return (graph) => {
      if (last?.graph !== graph) {
        last = { graph, decision: decide(graph.access, graph.schema, this.#touchedBy(graph, asked), grant) };
      }
      return last.decision;
    };
  }

  #touchedBy(graph: Graph, { document, key }: Decidable): Touched {
    if (graph.access.isOpen) return untouched;
    let known = this.#touched.get(graph);
    if (!known) this.#touched.set(graph, (known = new LRUCache({ max: maxOperations })));
    let touched = known.get(key);
    if (!touched) known.set(key, (touched = rulesTouched(graph.access, graph.schema, document)));
    return touched;
  }
}

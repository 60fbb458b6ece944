import type { SubgraphAnswer } from '../client/types.ts';
import type { JsonObject } from '../complete/complete.ts';
import type { Pass } from '../pass/pass.ts';
import type { CompiledStep } from '../compile/fetch.ts';

/** What one run of a plan needs besides the plan. */
export interface RunRequest {
  /** As the client sent them: subgraphs apply defaults themselves. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** With defaults, for conditions. */
  readonly coerced: Readonly<Record<string, unknown>>;
  readonly send: (subgraph: string, request: OutgoingFetch) => Promise<SubgraphAnswer>;
}

export interface OutgoingFetch {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly body: string;
  readonly prepared: readonly Prepared[];
  /** How many entities are asked for, each counted once in its list. */
  readonly entities: number;
  /** How long lists of the answer may be, by their paths without places. */
  readonly lists?: ReadonlyMap<string, number>;
  /** Set where the answer may be the client's as it comes. */
  readonly pass?: Pass;
}

/** A step that has found what it works on. */
export interface Prepared {
  readonly step: CompiledStep;
  readonly representations: readonly string[];
  /** How many objects in the answer need it. */
  readonly found: number;
  /** For each representation the object that it stands for; without representations the one at the path. */
  readonly targets: readonly JsonObject[];
  /** Further objects with a representation that is there already, but that cannot be the same object. */
  readonly more: ReadonlyMap<number, ReadonlySet<JsonObject>> | undefined;
  /** Where its entities come back, if not under `_entities` in the order of its representations. */
  readonly back?: Back;
}

export interface Back {
  readonly field: string;
  /** How many there are, with those of other steps. */
  readonly of: number;
  /** For each representation its place in the list; absent where that is its own. */
  readonly at?: readonly number[];
}

/** Something went wrong in a fetch; where that is in the answer is worked out only when the answer is written. */
export interface Trouble {
  readonly prepared: Prepared;
  readonly message: string;
  readonly extensions: Readonly<Record<string, unknown>>;
  /** As the subgraph said, below the root or below the entity; undefined if the whole fetch failed. */
  readonly path: readonly (string | number)[] | undefined;
  /** Which representation it is about. */
  readonly index: number | undefined;
}

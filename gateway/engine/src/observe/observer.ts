import type { SubgraphAnswer, SubgraphFailure } from '../client/types.ts';

/**
 * Sees what the engine does. Without an observer nothing is measured and no object is made for it.
 */
export interface Observer {
  /** Wraps an operation from its planning to its answer, so that a span can be the parent of what happens in it. */
  operation?<T>(event: OperationStart, run: () => Promise<T>): Promise<T>;
  /** An operation was asked for that had been prepared before, or that had to be prepared. */
  prepared?(event: PreparedEvent): void;
  /** A subgraph answered, or did not. */
  fetched?(event: FetchedEvent): void;
  /** Wraps a fetch, so that a span can be the parent of what happens in it. */
  around?(event: FetchStart, fetch: () => Promise<SubgraphAnswer>): Promise<SubgraphAnswer>;
}

export interface OperationStart {
  readonly name: string | undefined;
}

export interface PreparedEvent {
  readonly cached: boolean;
  /** How long planning and compiling took; 0 where nothing was done. */
  readonly ms: number;
}

export interface FetchStart {
  readonly subgraph: string;
  readonly operationName: string | undefined;
  /** The fetches of the plan that travel together. */
  readonly steps: readonly StepStart[];
}

/** One fetch of the plan. */
export interface StepStart {
  /** Where in the answer it belongs, with `@` for every element of a list. */
  readonly path: readonly string[];
  /** How many entities are asked for; 0 for a fetch of root fields. */
  readonly representations: number;
}

export interface FetchedEvent extends FetchStart {
  readonly ms: number;
  /** Objects in the answer that need something from the subgraph, and how many were asked for. */
  readonly objects: number;
  readonly representations: number;
  readonly failure: SubgraphFailure | undefined;
  /** Codes of the errors that the subgraph reported. */
  readonly errors: readonly string[];
}

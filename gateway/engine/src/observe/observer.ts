import type { SubgraphFailure } from '../client/types.ts';

/**
 * Sees what the engine does. Without an observer nothing is measured and no object is made for it.
 */
export interface Observer {
  /** An operation was asked for that had been prepared before, or that had to be prepared. */
  prepared?(event: PreparedEvent): void;
  /** A subgraph answered, or did not. */
  fetched?(event: FetchedEvent): void;
  /** Wraps a fetch, so that a span can be the parent of what happens in it. */
  around?<T>(event: FetchStart, fetch: () => Promise<T>): Promise<T>;
}

export interface PreparedEvent {
  readonly cached: boolean;
  /** How long planning and compiling took; 0 where nothing was done. */
  readonly ms: number;
}

export interface FetchStart {
  readonly subgraph: string;
  readonly operationName: string | undefined;
  /** How many fetches of the plan travel together. */
  readonly steps: number;
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

/** One GraphQL request to one subgraph, whatever carries it. */
export interface SubgraphRequest {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly operationName?: string;
  readonly headers: Record<string, string>;
  /** Aborted when the caller has left. */
  readonly signal?: AbortSignal;
  /** The moment, on the scale of `performance.now()`, after which nobody waits for the answer. */
  readonly deadline?: number;
  /** Asked for work that another request to the graph has begun and that waits for the answer: it does not stand in line. */
  readonly forWorkInHand?: boolean;
  /** How long lists of the answer may be, by their paths without places; of subgraphs that are not believed to keep to it. */
  readonly lists?: ReadonlyMap<string, number>;
  /** The whole body as JSON text, when the engine has already written it; saves serialising `variables`. */
  readonly body?: string;
  /**
   * May look at the bytes of an answer before they are parsed, and take them as they are: what it gives becomes the
   * answer's data. A client that has no bytes does not call it.
   */
  readonly pass?: (bytes: Buffer) => object | undefined;
}

/** What a subgraph said, unchecked: nothing in it may be trusted to have a shape. */
export interface SubgraphAnswer {
  readonly data?: unknown;
  readonly errors?: unknown;
  readonly extensions?: unknown;
}

/**
 * The errors of an answer. What is there and no list is one error: it says that something went wrong, and nothing else
 * that could be believed.
 */
export const errorsIn = (errors: unknown): readonly unknown[] =>
  Array.isArray(errors) ? errors : errors === undefined || errors === null ? [] : [undefined];

/**
 * The one way to a subgraph. Breakers, bulkheads and retries wrap it: they take a client and return a client.
 * A client resolves with whatever GraphQL answer came, and rejects with a SubgraphError when none did.
 */
export interface SubgraphClient {
  send(request: SubgraphRequest): Promise<SubgraphAnswer>;
  /** The events of a subscription; ending the iteration ends the subscription. */
  subscribe?(request: SubgraphRequest): AsyncIterable<SubgraphAnswer>;
  close?(): Promise<void>;
}

export type SubgraphFailure =
  | 'SUBGRAPH_UNAVAILABLE'
  | 'SUBGRAPH_TIMEOUT'
  | 'SUBGRAPH_RESPONSE_TOO_LARGE'
  | 'SUBGRAPH_MALFORMED_RESPONSE'
  | 'SUBGRAPH_RATE_LIMITED'
  | 'SUBGRAPH_OVERLOADED'
  | 'SUBGRAPH_UNTRUSTED'
  | 'REQUEST_CANCELLED';

const messages: Record<SubgraphFailure, string> = {
  SUBGRAPH_UNAVAILABLE: 'The subgraph cannot be reached.',
  SUBGRAPH_TIMEOUT: 'The subgraph did not answer in time.',
  SUBGRAPH_RESPONSE_TOO_LARGE: 'The answer of the subgraph is too large.',
  SUBGRAPH_MALFORMED_RESPONSE: 'The subgraph did not answer with GraphQL.',
  SUBGRAPH_RATE_LIMITED: 'The subgraph takes no more requests for the moment.',
  SUBGRAPH_OVERLOADED: 'The subgraph has more to do than it is given room for.',
  SUBGRAPH_UNTRUSTED: 'What answers for the subgraph cannot be trusted to be it.',
  REQUEST_CANCELLED: 'The caller left before the answer was there.',
};

/**
 * No answer came. The message is fixed by the code, because what a socket or a parser says names hosts and
 * quotes foreign bytes; that stays in `cause`, for the log.
 */
export class SubgraphError extends Error {
  override readonly name = 'SubgraphError';

  constructor(
    readonly code: SubgraphFailure,
    cause?: unknown,
    /** The HTTP status, when one came: retries and breakers look at it. */
    readonly status?: number,
    /** How long the subgraph asked to be left alone. */
    readonly retryAfterMs?: number,
  ) {
    super(messages[code], { cause });
  }
}

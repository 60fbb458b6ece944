import { CircuitState, ConsecutiveBreaker, CountBreaker } from 'cockatiel';
import { type SubgraphClient, SubgraphError, type SubgraphRequest } from '../types.ts';

export interface BreakerOptions {
  /** So many failures in a row open it. */
  readonly consecutive?: number;
  /** So do half of the last `of` calls, once there were `atLeast`. */
  readonly of?: number;
  readonly atLeast?: number;
  /** How long it stays open before one call may try. Doubles each time that fails or does not last, up to `longestMs`. */
  readonly probeMs?: number;
  readonly longestMs?: number;
  /** A call that was given less time than this and did not get an answer says nothing of the subgraph. */
  readonly fairMs?: number;
}

export type BreakerState = 'closed' | 'open' | 'half-open';

/** Refused without being sent. */
export class BreakerOpen extends SubgraphError {
  constructor() {
    super('SUBGRAPH_UNAVAILABLE', 'the breaker is open');
  }
}

/**
 * Stops asking a subgraph that does not answer. What makes it open is counted by cockatiel; the states are ours: while
 * one call tries, the others are refused at once instead of waiting for it, and time is monotonic.
 */
export class Breaker {
  #state: BreakerState = 'closed';
  #inARow: ConsecutiveBreaker;
  #ofMany: CountBreaker;
  #wait: number;
  #probeAt = 0;
  #closedAt = -Infinity;
  readonly #options: Required<BreakerOptions>;

  constructor(
    options: BreakerOptions = {},
    private readonly changed: (state: BreakerState) => void = () => undefined,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#options = { consecutive: 5, of: 40, atLeast: 20, probeMs: 1_000, longestMs: 4_000, fairMs: 500, ...options };
    this.#inARow = this.#freshInARow();
    this.#ofMany = this.#freshOfMany();
    this.#wait = this.#options.probeMs;
  }

  get state(): BreakerState {
    return this.#state;
  }

  /** Whether a call may be made; when open, the first one after a while may try. */
  admits(): boolean {
    if (this.#state === 'closed') return true;
    if (this.#state === 'half-open' || this.now() < this.#probeAt) return false;
    this.#turn('half-open');
    return true;
  }

  succeeded(): void {
    if (this.#state === 'half-open') {
      this.#inARow = this.#freshInARow();
      this.#ofMany = this.#freshOfMany();
      this.#closedAt = this.now();
      this.#turn('closed');
    } else if (this.#state === 'closed') {
      this.#inARow.success();
      this.#ofMany.success(CircuitState.Closed);
    }
  }

  failed(): void {
    if (this.#state === 'half-open') return this.#open();
    // Called before it opened, answered after: it has been counted enough.
    if (this.#state === 'open') return;
    const tooMany = this.#ofMany.failure(CircuitState.Closed);
    if (this.#inARow.failure() || tooMany) this.#open();
  }

  /** The call said nothing of the subgraph; if it was the one that tried, the next may. */
  undecided(): void {
    if (this.#state === 'half-open') this.#turn('open');
  }

  get fairMs(): number {
    return this.#options.fairMs;
  }

  #open(): void {
    const { probeMs, longestMs } = this.#options;
    const wasWell = this.#state === 'closed' && this.now() - this.#closedAt > longestMs * 2;
    // A subgraph that comes and goes is asked less and less often, so that the state does not flicker with it.
    this.#wait = wasWell ? probeMs : Math.min(longestMs, this.#wait * 2);
    this.#probeAt = this.now() + this.#wait;
    this.#turn('open');
  }

  #turn(state: BreakerState): void {
    this.#state = state;
    this.changed(state);
  }

  #freshInARow = () => new ConsecutiveBreaker(this.#options.consecutive);
  #freshOfMany = () =>
    new CountBreaker({ threshold: 0.499_999, size: this.#options.of, minimumNumberOfCalls: this.#options.atLeast });
}

/** Failures that a healthy subgraph would not cause. A caller that left, or a limit of ours, is none of them. */
const counted: ReadonlySet<string> = new Set([
  'SUBGRAPH_UNAVAILABLE',
  'SUBGRAPH_TIMEOUT',
  'SUBGRAPH_MALFORMED_RESPONSE',
  'SUBGRAPH_UNTRUSTED',
]);

export function breaking(client: SubgraphClient, breaker: Breaker): SubgraphClient {
  const failed = (failure: unknown, request: SubgraphRequest, start: number) => {
    const code = failure instanceof SubgraphError ? failure.code : 'SUBGRAPH_UNAVAILABLE';
    const unfair =
      code === 'SUBGRAPH_TIMEOUT' && request.deadline !== undefined && request.deadline - start < breaker.fairMs;
    if (counted.has(code) && !unfair) breaker.failed();
    else breaker.undecided();
    throw failure;
  };
  return {
    ...client,
    send(request) {
      if (!breaker.admits()) return Promise.reject(new BreakerOpen());
      const start = performance.now();
      return client.send(request).then(
        (answer) => {
          breaker.succeeded();
          return answer;
        },
        (failure: unknown) => failed(failure, request, start),
      );
    },
  };
}

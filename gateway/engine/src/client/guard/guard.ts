import type { SubgraphClient } from '../types.ts';
import { Breaker, type BreakerOptions, type BreakerState, breaking } from './breaker.ts';
import { bounding, Bulkhead, type BulkheadOptions } from './bulkhead.ts';
import { CallBudget } from './call-budget.ts';
import { hedging } from './hedge.ts';
import { Latencies } from './latencies.ts';
import { pausing } from './pause.ts';
import { retrying, type RetryOptions } from './retry.ts';

export interface GuardOptions {
  readonly breaker?: BreakerOptions;
  readonly bulkhead?: BulkheadOptions;
  /** How long an answer may take. */
  readonly withinMs?: number;
  readonly retry?: RetryOptions;
  /** Second attempts after a failure, as a share of all queries. */
  readonly retries?: number;
  /** Second calls beside a slow one, as a share of all queries. */
  readonly hedges?: number;
}

/** What guards one subgraph, as an operator sees it. */
export interface GuardState {
  readonly breaker: BreakerState;
  readonly active: number;
  readonly waiting: number;
  readonly retried: number;
  readonly hedged: number;
  readonly hedgesWon: number;
  readonly opened: number;
}

export interface GuardedClient extends SubgraphClient {
  readonly state: () => GuardState;
}

/**
 * Around the way to one subgraph, from the outside: one retry, a hedge, a pause where it asked for one, the breaker, and
 * room for so many at a time. Every attempt passes the breaker and takes room by itself.
 */
export function guarded(
  client: SubgraphClient,
  options: GuardOptions = {},
  changed?: (state: BreakerState) => void,
): GuardedClient {
  const counts = { retried: 0, hedged: 0, hedgesWon: 0, opened: 0 };
  const breaker = new Breaker(options.breaker, (state) => {
    if (state === 'open') counts.opened += 1;
    changed?.(state);
  });
  const bulkhead = new Bulkhead(options.bulkhead);
  const cautious = pausing(breaking(bounding(client, bulkhead, options.withinMs), breaker));
  const quick = hedging(cautious, new Latencies(), new CallBudget(options.hedges ?? 0.05), {
    hasRoom: () => breaker.state === 'closed' && bulkhead.waiting === 0,
    counted: (won) => (won ? counts.hedgesWon++ : counts.hedged++),
  });
  const persistent = retrying(quick, new CallBudget(options.retries ?? 0.1), options.retry, () => counts.retried++);
  return {
    ...persistent,
    state: () => ({ breaker: breaker.state, active: bulkhead.active, waiting: bulkhead.waiting, ...counts }),
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { type SubgraphAnswer, type SubgraphClient, SubgraphError, type SubgraphRequest } from '../types.ts';
import { BreakerOpen } from './breaker.ts';
import type { CallBudget } from './call-budget.ts';
import { isQuery } from './operation.ts';

export interface RetryOptions {
  /** Wait before the second attempt; jittered, so that those who failed together do not come back together. */
  readonly waitMs?: number;
  /** Whoever asks to be left alone for longer is not asked again for this request. */
  readonly longestWaitMs?: number;
}

/** One more attempt for a query that met nobody, or a server that says it cannot answer now. A mutation is never repeated. */
export function retrying(
  client: SubgraphClient,
  budget: CallBudget,
  { waitMs = 20, longestWaitMs = 1_000 }: RetryOptions = {},
  counted: () => void = () => undefined,
): SubgraphClient {
  const again = async (request: SubgraphRequest, failure: unknown): Promise<SubgraphAnswer> => {
    if (!mayPass(failure)) throw failure;
    const wait = Math.max(waitMs * (0.5 + Math.random()), failure.retryAfterMs ?? 0);
    const tooLate = performance.now() + wait >= (request.deadline ?? Infinity);
    if (wait > longestWaitMs || tooLate || request.signal?.aborted || !budget.spend()) throw failure;
    await sleep(wait);
    if (request.signal?.aborted) throw new SubgraphError('REQUEST_CANCELLED');
    counted();
    return client.send(request);
  };
  return {
    ...client,
    send(request) {
      if (!isQuery(request)) return client.send(request);
      budget.earn();
      return client.send(request).catch((failure: unknown) => again(request, failure));
    },
  };
}

/** Not a timeout: the caller has waited for it already, and the subgraph works on it still. */
const mayPass = (failure: unknown): failure is SubgraphError =>
  failure instanceof SubgraphError &&
  !(failure instanceof BreakerOpen) &&
  failure.code === 'SUBGRAPH_UNAVAILABLE' &&
  (failure.status === undefined || (failure.status >= 502 && failure.status <= 504));

import { type SubgraphAnswer, type SubgraphClient, SubgraphError, type SubgraphRequest } from '../types.ts';
import type { CallBudget } from './call-budget.ts';
import type { Latencies } from './latencies.ts';
import { isQuery } from './operation.ts';

/** A second call is worth it where the slow ones are this much slower than the usual ones. */
const worthwhile = 3;
const leastMs = 5;

export interface HedgeHooks {
  /** Whether the subgraph has room for calls that nobody asked for. */
  readonly hasRoom: () => boolean;
  readonly counted?: (won: boolean) => void;
}

/**
 * Asks a second time when a query takes longer than nearly all others do, and takes the first answer. Only where a few
 * are much slower than the rest: a subgraph that is slow for everybody is not helped by asking it more.
 */
export function hedging(
  client: SubgraphClient,
  latencies: Latencies,
  budget: CallBudget,
  { hasRoom, counted }: HedgeHooks,
): SubgraphClient {
  const timed = (request: SubgraphRequest) => {
    const start = performance.now();
    return client.send(request).then((answer) => {
      latencies.add(performance.now() - start);
      return answer;
    });
  };
  const raced = (request: SubgraphRequest, afterMs: number) =>
    new Promise<SubgraphAnswer>((resolve, reject) => {
      const calls: AbortController[] = [];
      let open = 0;
      let settled = false;
      const settle = (act: () => void, winner?: AbortController) => {
        settled = true;
        clearTimeout(timer);
        request.signal?.removeEventListener('abort', left);
        for (const call of calls) if (call !== winner) call.abort();
        act();
      };
      const left = () => settle(() => reject(new SubgraphError('REQUEST_CANCELLED')));
      const attempt = (second: boolean) => {
        const call = new AbortController();
        calls.push(call);
        open += 1;
        timed({ ...request, signal: call.signal }).then(
          (answer) => {
            if (second && !call.signal.aborted) counted?.(true);
            settle(() => resolve(answer), call);
          },
          (failure: unknown) => {
            open -= 1;
            // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as it came
            if (open === 0) settle(() => reject(failure));
          },
        );
      };
      const again = () => {
        if (settled || !hasRoom() || !budget.spend()) return;
        counted?.(false);
        attempt(true);
      };
      // Where this process was busy the answer may have been lying in the socket for long: that is read first.
      const timer = setTimeout(() => setImmediate(again), afterMs);
      request.signal?.addEventListener('abort', left, { once: true });
      attempt(false);
    });

  return {
    ...client,
    send(request) {
      if (!isQuery(request)) return client.send(request);
      budget.earn();
      const { slow, median } = latencies;
      const helps = slow !== undefined && slow >= leastMs && slow >= worthwhile * median && !request.signal?.aborted;
      return helps ? raced(request, Math.ceil(slow)) : timed(request);
    },
  };
}

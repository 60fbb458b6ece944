import { describe, expect, test } from 'vitest';
import { ByteBudget } from '../../src/client/guard/byte-budget.ts';
import { CallBudget } from '../../src/client/guard/call-budget.ts';
import { guarded } from '../../src/client/guard/guard.ts';
import { Guards } from '../../src/client/guard/guards.ts';
import { hedging } from '../../src/client/guard/hedge.ts';
import { Latencies } from '../../src/client/guard/latencies.ts';
import { pausing } from '../../src/client/guard/pause.ts';
import {
  type SubgraphAnswer,
  type SubgraphClient,
  SubgraphError,
  type SubgraphRequest,
} from '../../src/client/types.ts';

const query: SubgraphRequest = { query: 'query A{a}', headers: {} };
const mutation: SubgraphRequest = { query: 'mutation A{a}', headers: {} };
const answer: SubgraphAnswer = { data: { a: 1 } };

/** A subgraph that is asked, and how often; `reply` says what comes of the nth call. */
function subgraph(reply: (nth: number, request: SubgraphRequest) => Promise<SubgraphAnswer> | SubgraphAnswer) {
  const calls: SubgraphRequest[] = [];
  const client: SubgraphClient = {
    send: async (request) => {
      calls.push(request);
      return reply(calls.length, request);
    },
  };
  return { client, calls };
}
const status = (code: number, retryAfterMs?: number) =>
  new SubgraphError(code === 429 ? 'SUBGRAPH_RATE_LIMITED' : 'SUBGRAPH_UNAVAILABLE', undefined, code, retryAfterMs);
const outcomeOf = (client: SubgraphClient, request: SubgraphRequest) =>
  client.send(request).then(
    () => 'answered',
    (failure: SubgraphError) => failure.code,
  );
const quick = { retry: { waitMs: 1 } };

describe('a second attempt', () => {
  test.each([
    ['a query that met nobody', query, new SubgraphError('SUBGRAPH_UNAVAILABLE'), 2],
    ['a query that met 502', query, status(502), 2],
    ['a query that met 503', query, status(503), 2],
    ['a query that met 504', query, status(504), 2],
    ['a query that met 500', query, status(500), 1],
    ['a query that was not answered in time', query, new SubgraphError('SUBGRAPH_TIMEOUT'), 1],
    ['a query that met 429', query, status(429), 1],
    ['a mutation that met nobody', mutation, new SubgraphError('SUBGRAPH_UNAVAILABLE'), 1],
    ['a mutation that met 503', mutation, status(503), 1],
  ])('%s', async (_, request, failure, calls) => {
    const there = subgraph((nth) => (nth === 1 ? Promise.reject(failure) : answer));

    const outcome = await outcomeOf(guarded(there.client, quick), request);

    expect([there.calls.length, outcome]).toEqual([calls, calls === 2 ? 'answered' : failure.code]);
  });

  test('is made for one query in ten at most, so that a burst stays a burst', async () => {
    const there = subgraph(() => Promise.reject(status(503)));
    const client = guarded(there.client, { ...quick, breaker: { consecutive: 10_000, of: 10_000, atLeast: 10_000 } });

    for (let i = 0; i < 1_000; i++) await outcomeOf(client, query);

    // One to begin with, and a tenth of a thousand.
    expect(there.calls.length).toBeLessThanOrEqual(1_101);
    expect(client.state().retried).toBeGreaterThanOrEqual(99);
  });

  test('hides that every tenth reply is 503', async () => {
    const there = subgraph((nth) => (nth % 10 === 0 ? Promise.reject(status(503)) : answer));
    const client = guarded(there.client, quick);
    const outcomes: string[] = [];

    for (let i = 0; i < 500; i++) outcomes.push(await outcomeOf(client, query));

    expect(outcomes.filter((outcome) => outcome !== 'answered').length).toBeLessThanOrEqual(5);
    expect(there.calls.length).toBeLessThanOrEqual(560);
  });

  test('waits as long as it was asked to, and is not made where that is too long', async () => {
    const short = subgraph((nth) => (nth === 1 ? Promise.reject(status(503, 40)) : answer));
    const long = subgraph((nth) => (nth === 1 ? Promise.reject(status(503, 5_000)) : answer));
    const start = performance.now();

    const outcomes = [
      await outcomeOf(guarded(short.client, quick), query),
      await outcomeOf(guarded(long.client, quick), query),
    ];

    expect(outcomes).toEqual(['answered', 'SUBGRAPH_UNAVAILABLE']);
    expect(performance.now() - start).toBeGreaterThanOrEqual(39);
    expect(long.calls.length).toBe(1);
  });

  test('is not made when the answer would come after the deadline', async () => {
    const there = subgraph(() => Promise.reject(status(503, 200)));

    await outcomeOf(guarded(there.client, quick), { ...query, deadline: performance.now() + 100 });

    expect(there.calls.length).toBe(1);
  });
});

describe('a subgraph that is asked too often', () => {
  test('is left alone for as long as it said', async () => {
    const clock = { ms: 0 };
    const there = subgraph((nth) => (nth === 1 ? Promise.reject(status(429, 3_000)) : answer));
    const client = pausing(there.client, () => clock.ms);
    const outcomes: string[] = [];

    for (const ms of [0, 1_000, 2_999, 3_000]) {
      clock.ms = ms;
      outcomes.push(await outcomeOf(client, query));
    }

    expect(outcomes).toEqual([...new Array<string>(3).fill('SUBGRAPH_RATE_LIMITED'), 'answered']);
    expect(there.calls.length).toBe(2);
  });
});

describe('room for a subgraph', () => {
  /** Answers when it is told to. */
  function slow() {
    const open: (() => void)[] = [];
    return { open, ...subgraph(() => new Promise((resolve) => open.push(() => resolve(answer)))) };
  }
  const bulkhead = { concurrent: 2, queued: 1 };

  test('is bounded: what is beyond waits, what is beyond that is refused, and nobody is lost', async () => {
    const there = slow();
    const client = guarded(there.client, { bulkhead });

    const asked = [1, 2, 3, 4].map(() => outcomeOf(client, query));
    const refused = await asked[3];
    const before = { calls: there.calls.length, ...client.state() };
    there.open[0]?.();
    await asked[0];
    await new Promise(setImmediate);
    there.open[1]?.();
    there.open[2]?.();

    expect([refused, before.calls, before.active, before.waiting]).toEqual(['SUBGRAPH_OVERLOADED', 2, 2, 1]);
    expect(await Promise.all(asked.slice(0, 3))).toEqual(['answered', 'answered', 'answered']);
    expect(client.state()).toMatchObject({ active: 0, waiting: 0 });
  });

  test('is not held by those who left while they waited, nor past their deadline', async () => {
    const there = slow();
    const client = guarded(there.client, { bulkhead: { concurrent: 1, queued: 5 } });
    const leaving = new AbortController();

    const first = outcomeOf(client, query);
    const left = outcomeOf(client, { ...query, signal: leaving.signal });
    const late = outcomeOf(client, { ...query, deadline: performance.now() + 20 });
    leaving.abort();

    expect([await left, await late, client.state().waiting]).toEqual(['REQUEST_CANCELLED', 'SUBGRAPH_OVERLOADED', 0]);
    there.open[0]?.();
    expect([await first, there.calls.length]).toEqual(['answered', 1]);
  });

  test('is waited for within the time that an answer may take', async () => {
    const there = slow();
    const client = guarded(there.client, { bulkhead: { concurrent: 1, queued: 5 }, withinMs: 60_000 });
    const before = performance.now();

    const asked = [outcomeOf(client, query), outcomeOf(client, query)];
    const after = performance.now();
    there.open[0]?.();
    await asked[0];
    await new Promise(setImmediate);
    there.open[1]?.();

    expect(await Promise.all(asked)).toEqual(['answered', 'answered']);
    const [first, waited] = there.calls.map(({ deadline }) => deadline);
    expect(first).toBeUndefined();
    expect(waited).toBeGreaterThanOrEqual(before + 60_000);
    expect(waited).toBeLessThanOrEqual(after + 60_000);
  });

  test('is also room for bytes, at a time and by the second', () => {
    const clock = { ms: 0 };
    const budget = new ByteBudget({ held: 100, perSecond: 150 }, () => clock.ms);

    const taken = [budget.take(60), budget.take(60)];
    budget.give(120);
    taken.push(budget.take(60));
    budget.give(60);
    taken.push(budget.take(1));
    clock.ms = 1_000;
    taken.push(budget.take(1));

    expect(taken).toEqual([true, false, true, false, true]);
  });
});

describe('a hedge', () => {
  /** What calls took that a subgraph answered: most of them quickly, some not. */
  function knownTail() {
    const latencies = new Latencies();
    for (let i = 0; i < 128; i++) latencies.add(i % 10 === 0 ? 30 : 1);
    return latencies;
  }
  /** Its first call answers only when it is called off. */
  const slowFirst = () =>
    subgraph(
      (nth, { signal }) =>
        new Promise((resolve, reject) => {
          if (nth > 1) resolve(answer);
          signal?.addEventListener('abort', () => reject(new SubgraphError('REQUEST_CANCELLED')), { once: true });
        }),
    );

  test('answers for a call that is much slower than nearly all, and calls the slow one off', async () => {
    const there = slowFirst();
    const seen: boolean[] = [];
    const hooks = { hasRoom: () => true, counted: (won: boolean) => seen.push(won) };

    const outcome = await outcomeOf(hedging(there.client, knownTail(), new CallBudget(0.05), hooks), query);

    expect([outcome, there.calls.length, there.calls[0]?.signal?.aborted]).toEqual(['answered', 2, true]);
    expect(seen).toEqual([false, true]);
  });

  test('is not made where the subgraph has no room, nor beyond its share of the calls', async () => {
    const budget = new CallBudget(0.05);
    budget.spend();
    const late = { ...query, signal: AbortSignal.timeout(80) };
    const full = slowFirst();
    const spent = slowFirst();

    await outcomeOf(hedging(full.client, knownTail(), new CallBudget(0.05), { hasRoom: () => false }), late);
    await outcomeOf(hedging(spent.client, knownTail(), budget, { hasRoom: () => true }), {
      ...query,
      signal: AbortSignal.timeout(80),
    });

    expect([full.calls.length, spent.calls.length]).toEqual([1, 1]);
  });

  test('is not made where all calls are alike, nor before there were enough of them', () => {
    const alike = new Latencies();
    for (let i = 0; i < 128; i++) alike.add(200);
    const few = new Latencies();
    for (let i = 0; i < 32; i++) few.add(i < 30 ? 1 : 50);

    expect([alike.slow, alike.median, few.slow]).toEqual([200, 200, undefined]);
  });

  test('is not made for a mutation', async () => {
    const there = slowFirst();
    const client = hedging(there.client, knownTail(), new CallBudget(0.05), { hasRoom: () => true });

    await outcomeOf(client, { ...mutation, signal: AbortSignal.timeout(80) });

    expect(there.calls.length).toBe(1);
  });
});

test('what guards subgraphs is seen from outside', async () => {
  const guards = new Guards();
  const client = guards.http('nursery', { url: 'http://127.0.0.1:1/' });
  for (let i = 0; i < 5; i++) await outcomeOf(client, mutation);

  expect(guards.open()).toEqual(['nursery']);
  expect(guards.text()).toContain('millgate_subgraph_breaker{subgraph="nursery"} 2\n');
  await client.close?.();
});

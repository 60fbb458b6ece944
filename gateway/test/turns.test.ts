import { afterEach, beforeEach, describe, expect, vi, test } from 'vitest';
import { type SubgraphClient, SubgraphError, type SubgraphRequest } from '../engine/src/index.ts';
import { withDeadlines } from '../src/deadlines.ts';
import { inTurn } from '../src/turns.ts';

const query: SubgraphRequest = { query: '{a}', headers: {} };

/** Works on what it is sent all at once, each taking so long; keeps the deadlines that it was given. */
const subgraph = (takesMs: number) => {
  let working = 0;
  const seen = { most: 0 };
  const client: SubgraphClient = {
    send: ({ deadline = Infinity }) =>
      new Promise((resolve, reject) => {
        seen.most = Math.max(seen.most, (working += 1));
        const leave = (act: () => void) => () => {
          working -= 1;
          act();
        };
        const late = leave(() => reject(new SubgraphError('SUBGRAPH_TIMEOUT')));
        const remaining = deadline - performance.now();
        if (remaining <= takesMs) setTimeout(late, remaining);
        else
          setTimeout(
            leave(() => resolve({ data: { a: 1 } })),
            takesMs,
          );
      }),
  };
  return { client, seen };
};

describe('requests to one subgraph', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const outcomes = (client: SubgraphClient, requests: readonly SubgraphRequest[]) => {
    const came: string[] = [];
    for (const request of requests)
      client.send(request).then(
        () => came.push('answered'),
        (failure: SubgraphError) => came.push(failure.code),
      );
    return came;
  };
  const sixty = Array.from({ length: 60 }, () => query);

  test('that all come at once are all answered, though together they take longer than the deadline of one', async () => {
    const { client, seen } = subgraph(700);

    const came = outcomes(inTurn(withDeadlines(client), { atOnce: 10 }), sixty);
    await vi.advanceTimersByTimeAsync(6 * 700);

    expect(came).toEqual(sixty.map(() => 'answered'));
    expect(seen.most).toBe(10);
  });

  test('keep their deadline where it hangs, in line and out of it', async () => {
    const { client } = subgraph(Infinity);

    const came = outcomes(inTurn(withDeadlines(client), { atOnce: 10 }), sixty);
    await vi.advanceTimersByTimeAsync(1_999);
    const before = came.length;
    await vi.advanceTimersByTimeAsync(1);

    expect(before).toBe(0);
    expect(came.filter((code) => code === 'SUBGRAPH_TIMEOUT').length).toBe(10);
    expect(came.filter((code) => code === 'SUBGRAPH_OVERLOADED').length).toBe(50);
  });

  test('do not wait in line for ever, and not at all where too many wait', async () => {
    const { client } = subgraph(1_500);

    const came = outcomes(inTurn(withDeadlines(client), { atOnce: 1, waiting: 40, longestMs: 15_000 }), sixty);
    await vi.advanceTimersByTimeAsync(0);
    const refused = came.length;
    await vi.advanceTimersByTimeAsync(30_000);

    expect(refused).toBe(19);
    expect(came.filter((code) => code === 'answered').length).toBe(11);
    expect(came.length).toBe(60);
  });

  test('leave the line with their caller, and give nobody’s place away', async () => {
    const { client } = subgraph(100);
    const left = new AbortController();

    const came = outcomes(inTurn(client, { atOnce: 1 }), [query, { ...query, signal: left.signal }, query]);
    left.abort();
    await vi.advanceTimersByTimeAsync(200);

    expect(came).toEqual(['REQUEST_CANCELLED', 'answered', 'answered']);
  });

  test('that work in hand waits for stand in no line behind it', async () => {
    const { client } = subgraph(100);
    const lined: SubgraphClient = inTurn(
      {
        send: async (request) => {
          if (request.query === 'mutation{claim}') await lined.send({ ...query, forWorkInHand: true });
          return client.send(request);
        },
      },
      { atOnce: 1 },
    );

    const came = outcomes(lined, [{ ...query, query: 'mutation{claim}' }]);
    await vi.advanceTimersByTimeAsync(200);

    expect(came).toEqual(['answered']);
  });

  test('are three at a time while the processor is busy, and ten again as soon as it is not, though none is done', async () => {
    const { client, seen } = subgraph(1_000);
    let busy = true;

    const came = outcomes(inTurn(client, { atOnce: 10, whileBusy: 3, isBusy: () => busy }), sixty.slice(0, 20));
    await vi.advanceTimersByTimeAsync(500);
    const whileBusy = seen.most;
    busy = false;
    await vi.advanceTimersByTimeAsync(50);
    const whileIdle = seen.most;
    busy = true;
    await vi.advanceTimersByTimeAsync(10_000);

    expect([whileBusy, whileIdle]).toEqual([3, 10]);
    expect(came).toEqual(sixty.slice(0, 20).map(() => 'answered'));
  });
});

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { anonymous, onConnection } from '../src/index.ts';
import { startTestSubgraph, type TestSubgraph } from '../src/testing/index.ts';
import { probes } from './support/probe.ts';

const now = '2026-11-22T09:00:00.000Z';

describe('what time makes due', () => {
  let probe: TestSubgraph;
  let looked: string[];
  beforeEach(async () => {
    looked = [];
    const look = async (_tx: unknown, at: Date) => looked.push(at.toISOString());
    probe = await startTestSubgraph({ ...probes, due: { look } }, { now, seeded: true });
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  });
  afterEach(async () => {
    vi.useRealTimers();
    await probe.stop();
  });

  test('is looked for every thirty seconds, by the clock of the process', async () => {
    probe.subgraph.begin(true);

    await vi.advanceTimersByTimeAsync(29_999);
    expect(looked).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await vi.waitFor(() => expect(looked).toEqual([now]));
  });

  test('is left to others by a process that only answers', async () => {
    probe.subgraph.begin(false);

    await vi.advanceTimersByTimeAsync(30_000);
    await probe.rows('select 1');
    expect(looked).toEqual([]);
  });
});

test('whoever was let in is answered before the database is closed, also those who wait for a connection', async () => {
  const probe = await startTestSubgraph(probes, { now, seeded: true });
  const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;

  const asked = await onConnection(probe.databaseUrl, async (client) => {
    await client.query('begin; lock table probe');
    const asks = Array.from({ length: 20 }, () => probe.as(anonymous).ask('{ probe(id: "prb_1") { note } }'));
    // A process has ten connections: ten wait for the table, ten for a connection.
    await onConnection(probe.databaseUrl, (observer) =>
      vi.waitFor(async () => expect((await observer.query(waiting)).rows).toHaveLength(10), 10_000),
    );
    const stopped = probe.subgraph.stop();
    await client.query('commit');
    await stopped;
    return Promise.all(asks);
  });

  expect(asked).toEqual(Array.from({ length: 20 }, () => ({ data: { probe: { note: 'seeded' } } })));
});

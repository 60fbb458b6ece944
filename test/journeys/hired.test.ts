import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, enterpriseId } from '@millgate/demo';
import { onConnection } from '@millgate/kit';
import { arrangements, startGraph, type RunningGraph } from '../support/graph.ts';

describe.each(arrangements)('a worker is registered with a job (%s)', (arrangement) => {
  let graph: RunningGraph;
  beforeAll(async () => {
    graph = await startGraph(arrangement);
  }, 120_000);
  afterAll(() => graph.stop());

  test('and every subgraph that decides by employment knows within five seconds', async () => {
    const input = {
      idempotencyKey: 'hired-1',
      name: { zh: '顾星野', en: 'Gu Xingye' },
      residentId: '999999199703140018',
      communityId: communityId('lingfeng'),
      employment: { enterpriseId: enterpriseId('zhenzhi'), post: { zh: '焊工', en: 'Welder' }, from: '2026-11-16' },
    };
    const registered = await graph.ask<Registered>(
      'registrar',
      'mutation($input: RegisterWorkerInput!) { registerWorker(input: $input) { worker { id } userErrors { code path } } }',
      { input },
    );
    expect(registered.errors).toBeUndefined();
    expect(registered.data?.registerWorker.userErrors).toEqual([]);
    const workerId = registered.data?.registerWorker.worker?.id ?? '';

    for (const [subgraph, table] of [
      ['canteens', 'known_employment'],
      ['training', 'known_employment'],
    ] as const) {
      expect(
        await appears(graph.databaseUrl(subgraph), `select enterprise_id from ${table} where worker_id = $1`, [
          workerId,
        ]),
      ).toEqual([{ enterprise_id: enterpriseId('zhenzhi') }]);
    }
    const stuck = await onConnection(graph.databaseUrl('community'), (client) =>
      client.query('select subscriber, last_failure from kit_delivery where delivered_at is null'),
    );
    expect(stuck.rows).toEqual([]);
  });
});

/** The rows, as soon as there are some; the limit is the promise that is tested. */
async function appears(url: string, query: string, parameters: string[]): Promise<object[]> {
  return onConnection(url, async (client) => {
    for (let waited = 0; waited < 5_000; waited += 50) {
      const { rows } = await client.query<object>(query, parameters);
      if (rows.length > 0) return rows;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return [];
  });
}

interface Registered {
  readonly registerWorker: { readonly worker: { readonly id: string } | null; readonly userErrors: readonly object[] };
}

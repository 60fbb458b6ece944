import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bulkWorker, demoId } from '@millgate/demo';
import { claimsOf, graphAudience, issueToken, keysIn, onConnection, systemClock } from '@millgate/kit';
import { join } from 'node:path';
import { arrangements, startGraph, type RunningGraph } from '../support/graph.ts';

const workers = 150;
const meals = 120;

describe.each(arrangements)('more workers than meals press at once (%s)', (arrangement) => {
  let graph: RunningGraph;
  beforeAll(async () => {
    graph = await startGraph(arrangement);
  }, 120_000);
  afterAll(() => graph.stop());

  test('every caller is told, and exactly what was cooked is sold', async () => {
    const servingId = await tonight(graph);

    const answers = await Promise.all(
      Array.from({ length: workers }, async (_, index) =>
        graph.ask<Ordered>(
          null,
          'mutation($input: OrderMealInput!) { orderMeal(input: $input) { order { id } userErrors { code } } }',
          { input: { idempotencyKey: 'rush', servingId, quantity: 1 } },
          { authorization: `Bearer ${await tokenOfBulk(index)}`, 'millgate-now': '2026-11-20T17:30:00+08:00' },
        ),
      ),
    );

    const outcome = Object.groupBy(answers, ({ data, errors }) =>
      data?.orderMeal?.order ? 'SOLD' : (data?.orderMeal?.userErrors[0]?.code ?? JSON.stringify(errors)),
    );
    expect(Object.fromEntries(Object.entries(outcome).map(([code, list]) => [code, list?.length]))).toEqual({
      SOLD: meals,
      SOLD_OUT: workers - meals,
    });
    const { rows } = await onConnection(graph.databaseUrl('canteens'), (client) =>
      client.query(
        'select planned, sold, (select count(*)::int from meal_order where serving_id = s.id) as orders from meal_serving s where id = $1',
        [servingId],
      ),
    );
    expect(rows).toEqual([{ planned: meals, sold: meals, orders: meals }]);
  }, 60_000);
});

/** Dinner at Lingfeng, where a hundred and twenty portions are planned. */
async function tonight(graph: RunningGraph): Promise<string> {
  const { data } = await graph.ask<{ canteen: { servings: { nodes: { id: string }[] } } }>(
    null,
    `{ canteen(id: "${demoId('can', 'lingfeng')}") { servings(on: "2026-11-20", period: DINNER) { nodes { id } } } }`,
  );
  return data?.canteen.servings.nodes[0]?.id ?? '';
}

const tokenOfBulk = (index: number): Promise<string> => {
  const { id } = bulkWorker(index);
  return issueToken(keysIn(join(process.env['MILLGATE_TEST_HOME'] ?? '', 'keys')), systemClock, {
    signer: 'issuer',
    audience: graphAudience,
    lifetimeSeconds: 600,
    claims: claimsOf({ kind: 'PERSON', id, roles: [{ role: 'WORKER', scope: id }] }),
  });
};

interface Ordered {
  readonly orderMeal: {
    readonly order: object | null;
    readonly userErrors: readonly { readonly code: string }[];
  } | null;
}

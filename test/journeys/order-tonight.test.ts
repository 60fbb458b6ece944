import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoId } from '@millgate/demo';
import { arrangements, startGraph, type RunningGraph } from '../support/graph.ts';

const dinnerTime = { 'millgate-now': '2026-11-20T17:30:00+08:00' };

describe.each(arrangements)('a welder orders her dinner (%s)', (arrangement) => {
  let graph: RunningGraph;
  beforeAll(async () => {
    graph = await startGraph(arrangement);
  }, 90_000);
  afterAll(() => graph.stop());

  const tonight = `{
    canteen(id: "${demoId('can', 'guangmo')}") {
      name(lang: ZH)
      community { name(lang: EN) district { name(lang: EN) } }
      servings(on: "2026-11-20", period: DINNER, first: 5) { nodes { id planned remaining state item { name(lang: EN) } } }
    }
  }`;

  test('sees what is left tonight, orders, and finds the order under her own name', async () => {
    const before = await graph.ask<TonightData>(null, tonight, {}, dinnerTime);
    const [serving] = before.data?.canteen.servings.nodes ?? [];
    expect(before).toEqual({
      data: {
        canteen: {
          name: '光膜产业社区共享食堂',
          community: { name: 'Guangmo Industrial Community', district: { name: expect.stringContaining('Lanxi') } },
          servings: {
            nodes: [
              {
                id: expect.stringMatching(/^srv_/),
                planned: 300,
                remaining: 300,
                state: 'OPEN',
                item: { name: 'Set meal: one meat, two vegetables' },
              },
            ],
          },
        },
      },
    });

    const ordered = await graph.ask(
      'welder',
      `mutation($input: OrderMealInput!) {
        orderMeal(input: $input) { order { quantity tier total { fen currency } worker { displayName(lang: EN) employments { enterprise { name(lang: EN) } } } } userErrors { code } }
      }`,
      { input: { idempotencyKey: 'tonight', servingId: serving?.id, quantity: 1 } },
      dinnerTime,
    );

    expect(ordered).toEqual({
      data: {
        orderMeal: {
          order: {
            quantity: 1,
            tier: 'ENTERPRISE_SUBSIDISED',
            total: { fen: 900, currency: 'CNY' },
            worker: {
              displayName: 'Lin Xiaolan',
              employments: [{ enterprise: { name: 'Ningbo Zhenzhi Machinery Mould' } }],
            },
          },
          userErrors: [],
        },
      },
    });
    const after = await graph.ask<TonightData>(null, tonight, {}, dinnerTime);
    expect(after.data?.canteen.servings.nodes[0]?.remaining).toBe(299);
    const mine = await graph.ask(
      'welder',
      '{ me { mealOrders(first: 5) { nodes { quantity serving { on } } } } }',
      {},
      dinnerTime,
    );
    expect(mine.data).toEqual({ me: { mealOrders: { nodes: [{ quantity: 1, serving: { on: '2026-11-20' } }] } } });
  });

  test('whoever brings no token cannot order, and whoever brings a forged one is told so', async () => {
    const order =
      'mutation { orderMeal(input: { idempotencyKey: "x", servingId: "srv_x", quantity: 1 }) { userErrors { code } } }';

    const anonymous = await graph.ask(null, order);
    const forged = await graph.ask(
      null,
      order,
      {},
      { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ3cmsifQ.' },
    );

    expect(anonymous.errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
    expect(forged.errors?.[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
  });
});

interface TonightData {
  readonly canteen: {
    readonly servings: { readonly nodes: readonly { readonly id: string; readonly remaining: number }[] };
  };
}

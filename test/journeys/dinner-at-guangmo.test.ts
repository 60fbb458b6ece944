import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, demoId } from '@millgate/demo';
import { watch } from '../support/events.ts';
import { arrangements, type RunningGraph, startGraph } from '../support/graph.ts';

const at = (time: string) => ({ 'millgate-now': `2026-11-20T${time}+08:00` });
const guangmo = demoId('can', 'guangmo');

describe.each(arrangements)('an evening at the shared canteen of Guangmo (%s)', (arrangement) => {
  let graph: RunningGraph;
  let servingId: string;
  beforeAll(async () => {
    graph = await startGraph(arrangement);
    const { data } = await graph.ask<{ canteen: { servings: { nodes: { id: string }[] } } }>(
      null,
      `{ canteen(id: "${guangmo}") { servings(on: "2026-11-20", period: DINNER) { nodes { id } } } }`,
    );
    servingId = data?.canteen.servings.nodes[0]?.id ?? '';
  }, 120_000);
  afterAll(() => graph.stop());

  let key = 0;
  const act = async (
    who: Parameters<RunningGraph['ask']>[0],
    mutation: string,
    input: object,
    value: string,
    time = '17:30:00',
  ) => {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
    const keyed = mutation === 'pickUpMeal' || mutation.includes('Counter') ? {} : { idempotencyKey: `j${(key += 1)}` };
    const answer = await graph.ask(
      who,
      `mutation($input: ${type}!) { ${mutation}(input: $input) { ${value} } }`,
      { input: { ...keyed, ...input } },
      at(time),
    );
    if (answer.errors) throw new Error(JSON.stringify(answer.errors));
    return answer.data?.[mutation];
  };
  const sellAtCounter = (quantity: number, number: string) =>
    act(
      'canteen',
      'sellAtCounter',
      { terminal: 'till-1', number, servingId, quantity, tier: 'WORKER' },
      'sale { id } userErrors { code }',
    );

  test('an elder asks for her price: the registry says how old she is, and tells her who asked', async () => {
    const registered = (await act(
      'registrar',
      'registerWorker',
      {
        name: { zh: '孔玉兰', en: 'Kong Yulan' },
        residentId: '999999195803017772',
        communityId: communityId('lingfeng'),
      },
      'worker { id } userErrors { code }',
    )) as { worker: { id: string } };
    const { id } = registered.worker;
    const elder = { id, roles: [{ role: 'WORKER' as const, scope: id }] };
    const claim = (who: string | typeof elder) =>
      act(who, 'claimEldersPrice', {}, 'eldersPrice { since } userErrors { code }');

    expect(await claim('welder')).toEqual({ eldersPrice: null, userErrors: [{ code: 'TOO_YOUNG' }] });
    expect(await claim(elder)).toEqual({ eldersPrice: { since: '2026-11-20' }, userErrors: [] });
    const { data } = await graph.ask(
      elder,
      `{ serving(id: "${servingId}") { myPrice { tier price { fen } } } me { accessLog(first: 5) { nodes { field purpose(lang: EN) } } } }`,
      {},
      at('17:30:00'),
    );

    expect(data).toEqual({
      serving: { myPrice: { tier: 'ELDER', price: { fen: 1_000 } } },
      me: { accessLog: { nodes: [{ field: 'Worker.birthDateFact', purpose: 'Price of meals by age' }] } },
    });
  });

  test('all or nothing, and no clamping (S02)', async () => {
    for (const part of [100, 100, 98]) await sellAtCounter(part, `evening-${key++}`);

    const three = await act(
      'welder',
      'orderMeal',
      { servingId, quantity: 3 },
      'order { id } userErrors { code remaining }',
    );
    expect(three).toEqual({ order: null, userErrors: [{ code: 'SOLD_OUT', remaining: 2 }] });

    const two = await act(
      'welder',
      'orderMeal',
      { servingId, quantity: 2 },
      'order { serving { sold remaining state } } userErrors { code }',
    );
    expect(two).toEqual({ order: { serving: { sold: 300, remaining: 0, state: 'SOLD_OUT' } }, userErrors: [] });

    const recounted = await act(
      'canteen',
      'recountServing',
      { servingId, planned: 250 },
      'serving { id } userErrors { code taken shortfall ordersInTheWay orders { quantity worker { displayName(lang: EN) } } }',
    );
    expect(recounted).toEqual({
      serving: null,
      userErrors: [
        {
          code: 'BELOW_SOLD',
          taken: 300,
          shortfall: 50,
          ordersInTheWay: 1,
          orders: [{ quantity: 2, worker: { displayName: expect.any(String) } }],
        },
      ],
    });
    const { data } = await graph.ask(
      null,
      `{ serving(id: "${servingId}") { planned sold remaining oversold } }`,
      {},
      at('17:31:00'),
    );
    expect(data).toEqual({ serving: { planned: 300, sold: 300, remaining: 0, oversold: 0 } });
  });

  test('whoever watches sees what is left, as it goes', async () => {
    const stream = await watch(
      graph.url,
      `subscription($id: ID!) { mealsLeft(canteenId: $id, on: "2026-11-20") { period remaining sold canteen { community { name(lang: EN) } } } }`,
      { id: guangmo },
      at('17:35:00'),
    );
    const dinner = async () => {
      const { data } = (await stream.next()) as {
        data: { mealsLeft: { period: string; remaining: number; sold: number }[] };
      };
      return data.mealsLeft.find(({ period }) => period === 'DINNER');
    };
    const community = { community: { name: 'Guangmo Industrial Community' } };
    expect(await dinner()).toEqual({ period: 'DINNER', remaining: 0, sold: 300, canteen: community });

    await act('canteen', 'addPortions', { servingId, portions: 20 }, 'serving { id }');
    expect(await dinner()).toMatchObject({ remaining: 20, sold: 300 });

    await act('packer', 'orderMeal', { servingId, quantity: 1 }, 'order { id }');
    expect(await dinner()).toMatchObject({ remaining: 19, sold: 301 });
    stream.leave();
  });

  test('a meal is handed over once; what nobody collects is a no-show; a terminal without a connection is heard later', async () => {
    const ordered = (await act('colour-master', 'orderMeal', { servingId, quantity: 1 }, 'order { id pickupQr }')) as {
      order: { id: string; pickupQr: string };
    };
    const given = await act(
      'canteen',
      'pickUpMeal',
      { qr: ordered.order.pickupQr },
      'order { state } userErrors { code }',
      '18:00:00',
    );
    const again = await act(
      'canteen',
      'pickUpMeal',
      { qr: ordered.order.pickupQr },
      'order { state } userErrors { code at }',
      '18:01:00',
    );
    expect([given, again]).toEqual([
      { order: { state: 'PICKED_UP' }, userErrors: [] },
      { order: null, userErrors: [{ code: 'ALREADY_PICKED_UP', at: '2026-11-20T10:00:00.000Z' }] },
    ]);

    const sales = [{ number: 'o1', servingId, quantity: 20, tier: 'PUBLIC', soldAt: '2026-11-20T18:20:00+08:00' }];
    const sent = await act(
      'canteen',
      'recordCounterSales',
      { terminal: 'till-2', sales },
      'oversold userErrors { code }',
      '20:00:00',
    );
    const resent = await act(
      'canteen',
      'recordCounterSales',
      { terminal: 'till-2', sales },
      'oversold userErrors { code }',
      '20:05:00',
    );
    expect([sent, resent]).toEqual([
      { oversold: 2, userErrors: [] },
      { oversold: 2, userErrors: [] },
    ]);

    await graph.ask('registrar', 'mutation { runCanteensDue(input: {}) { moved { task count } } }', {}, at('20:30:00'));
    const { data } = await graph.ask(
      'canteen',
      `{ serving(id: "${servingId}") { planned sold oversold remaining counts { waiting pickedUp noShow soldAtCounter } } }`,
      {},
      at('20:31:00'),
    );
    expect(data).toEqual({
      serving: {
        planned: 320,
        sold: 320,
        oversold: 2,
        remaining: 0,
        counts: { waiting: 0, pickedUp: 1, noShow: 3, soldAtCounter: 318 },
      },
    });
  });
});

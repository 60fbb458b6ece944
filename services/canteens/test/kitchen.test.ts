import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bulkWorker, demoId, enterpriseId, persona } from '@millgate/demo';
import { nobody, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';
import { act, expectBooksToAgree, staff } from './support/counter.ts';

const guangmo = demoId('can', 'guangmo');
const now = '2026-11-20T17:30:00+08:00';

describe('a canteen with four weeks behind it', () => {
  let canteens: TestSubgraph;
  beforeAll(async () => {
    canteens = await startTestSubgraph(subgraph, { now, seeded: true });
  });
  afterAll(() => canteens.stop());

  test('in the demo data every ledger agrees with its counters, its orders and its counter sales', async () => {
    const servings = await canteens.rows<{ id: string }>('select id from meal_serving order by served_on, id');

    for (const { id } of servings.filter((_, index) => index % 29 === 0)) await expectBooksToAgree(canteens, id);
    const [apart] = await canteens.rows<{ count: number }>(
      `select count(*)::int as count from meal_serving s
        where planned - sold - oversold - wasted <> (select sum(quantity) from stock_move where serving_id = s.id)`,
    );
    expect(apart).toEqual({ count: 0 });
  });

  test('says where it is, when it serves and what it costs', async () => {
    const data = await canteens
      .as(nobody)
      .data(
        `query($id: ID!) { canteen(id: $id) { place(lang: EN) mealHours { period opensAt cutoffAt closesAt } priceTiers { tier price { fen } } } }`,
        { id: guangmo },
      );

    expect(data).toEqual({
      canteen: {
        place: 'Ground floor of the community service centre',
        mealHours: [
          { period: 'LUNCH', opensAt: '11:00', cutoffAt: '12:30', closesAt: '13:30' },
          { period: 'DINNER', opensAt: '16:30', cutoffAt: '19:30', closesAt: '20:30' },
        ],
        priceTiers: expect.arrayContaining([{ tier: 'WORKER', price: { fen: 1_500 } }]),
      },
    });
  });

  test('shows its week, Monday to Sunday, with what a portion holds', async () => {
    const data = await canteens
      .as(nobody)
      .data<{ canteen: { weeklyMenu: MenuDay[] } }>(
        `query($id: ID!) { canteen(id: $id) { weeklyMenu(of: "2026-11-25") { on meals { period servings { planned item { name(lang: EN) nutrition { energyKj proteinG } } } } } } }`,
        { id: guangmo },
      );

    const week = data.canteen.weeklyMenu;
    expect(week.map(({ on }) => on).slice(0, 2)).toEqual(['2026-11-23', '2026-11-24']);
    expect(week.length).toBe(7);
    expect(week[0]?.meals.map(({ period }) => period)).toEqual(['LUNCH', 'DINNER']);
    expect(week[0]?.meals[1]?.servings).toEqual([
      {
        planned: 300,
        item: { name: 'Set meal: one meat, two vegetables', nutrition: { energyKj: 3_200, proteinG: 32.5 } },
      },
    ]);
  });

  test('the menus of all canteens cost the same statements as that of one', async () => {
    const query =
      'query($first: Int!) { canteens(first: $first) { nodes { weeklyMenu { meals { servings { item { name } } } } soldOutHistory(from: "2026-11-01", until: "2026-11-20") { minutes serving { on } } } } }';

    const one = await canteens.statementsOf(() => canteens.as(nobody).data(query, { first: 1 }));
    const all = await canteens.statementsOf(() => canteens.as(nobody).data(query, { first: 100 }));

    expect({ one, all }).toEqual({ one: 5, all: 5 });
  });

  test('tells when it was sold out: the Fridays', async () => {
    const data = await canteens
      .as(nobody)
      .data<{ canteen: { soldOutHistory: Spell[] } }>(
        `query($id: ID!) { canteen(id: $id) { soldOutHistory(from: "2026-11-09", until: "2026-11-20") { from until minutes serving { on period } } } }`,
        { id: guangmo },
      );

    expect(data.canteen.soldOutHistory).toEqual([
      { from: '2026-11-13T04:10:00.000Z', until: null, minutes: 20, serving: { on: '2026-11-13', period: 'LUNCH' } },
      { from: '2026-11-13T11:10:00.000Z', until: null, minutes: 20, serving: { on: '2026-11-13', period: 'DINNER' } },
    ]);
  });

  test('a serving that sells out, opens again and sells out again has two spells', async () => {
    const dish = demoId('itm', 'beef-noodles');
    const planned = await act(
      canteens,
      staff,
      'planServing',
      {
        input: {
          idempotencyKey: 'spells',
          canteenId: guangmo,
          itemId: dish,
          on: '2026-11-21',
          period: 'NIGHT',
          planned: 2,
          cutoffAt: '2026-11-21T23:00:00+08:00',
          pickupUntil: '2026-11-21T23:30:00+08:00',
        },
        value: 'serving { id remaining price { tier } orderFrom }',
      },
      now,
    );
    const servingId = planned.value?.['id'];
    const worker = (index: number) => ({
      id: bulkWorker(index).id,
      roles: [{ role: 'WORKER' as const, scope: bulkWorker(index).id }],
    });
    const order = (index: number, time: string) =>
      act(
        canteens,
        worker(index),
        'orderMeal',
        { input: { idempotencyKey: 'spells', servingId, quantity: 2 }, value: 'order { id }' },
        `2026-11-21T${time}+08:00`,
      );

    const first = await order(1, '20:00:00');
    await act(
      canteens,
      worker(1),
      'cancelMealOrder',
      { input: { idempotencyKey: 'spells', orderId: first.value?.['id'] }, value: 'order { id }' },
      '2026-11-21T20:30:00+08:00',
    );
    await order(2, '22:45:00');

    const data = await canteens
      .as(nobody)
      .data(
        `query($id: ID!) { canteen(id: $id) { soldOutHistory(from: "2026-11-21", until: "2026-11-22") { from until minutes } } }`,
        { id: guangmo },
      );
    expect(data).toEqual({
      canteen: {
        soldOutHistory: [
          { from: '2026-11-21T12:00:00.000Z', until: '2026-11-21T12:30:00.000Z', minutes: 30 },
          { from: '2026-11-21T14:45:00.000Z', until: null, minutes: 15 },
        ],
      },
    });
  });

  test('plans a serving at its own hours and prices, once', async () => {
    const input = {
      idempotencyKey: 'plan-1',
      canteenId: guangmo,
      itemId: demoId('itm', 'soymilk'),
      on: '2026-11-25',
      period: 'DINNER',
      planned: 50,
    };
    const value = 'serving { id planned remaining state orderFrom cutoffAt pickupUntil price { tier price { fen } } }';
    const details = 'existing { planned }';

    const planned = await act(canteens, staff, 'planServing', { input, value, details });
    const again = await act(canteens, staff, 'planServing', {
      input: { ...input, idempotencyKey: 'plan-2', planned: 80 },
      value,
      details,
    });

    expect(planned.value).toMatchObject({
      planned: 50,
      remaining: 50,
      state: 'PLANNED',
      orderFrom: '2026-11-23T00:00:00.000Z',
      cutoffAt: '2026-11-25T11:30:00.000Z',
      pickupUntil: '2026-11-25T12:30:00.000Z',
    });
    expect(again.errors).toEqual([
      { code: 'ALREADY_PLANNED', path: ['itemId'], rule: 'menu', existing: { planned: 50 } },
    ]);
    await expectBooksToAgree(canteens, String(planned.value?.['id']));
  });

  test.each([
    ['at a meal the canteen has no hours for', { period: 'NIGHT' }, 'NO_HOURS', ['period']],
    ['of a dish that does not exist', { itemId: demoId('itm', 'none') }, 'ITEM_NOT_FOUND', ['itemId']],
    ['in a canteen that does not exist', { canteenId: demoId('can', 'none') }, 'CANTEEN_NOT_FOUND', ['canteenId']],
    ['for yesterday', { on: '2026-11-19' }, 'BAD_TIMES', ['on']],
  ])('plans nothing %s', async (_which, change, code, path) => {
    const input = {
      idempotencyKey: `plan-${code}`,
      canteenId: guangmo,
      itemId: demoId('itm', 'soymilk'),
      on: '2026-11-26',
      period: 'DINNER',
      planned: 50,
      ...change,
    };

    const refused = await act(canteens, staff, 'planServing', { input, value: 'serving { id }' });

    expect(refused.errors).toEqual([expect.objectContaining({ code, path })]);
  });

  test('gives the cook a hint and says what it rests on: the last four Fridays, which sold out', async () => {
    const data = await canteens
      .as(staff)
      .data(
        `query($id: ID!) { canteen(id: $id) { demandHint(on: "2026-11-20", period: DINNER) { portions floor basis { on sold soldOut } } } }`,
        { id: guangmo },
      );

    expect(data).toEqual({
      canteen: {
        demandHint: {
          portions: 300,
          floor: true,
          basis: ['2026-11-13', '2026-11-06', '2026-10-30', '2026-10-23'].map((on) => ({
            on,
            sold: 300,
            soldOut: true,
          })),
        },
      },
    });
  });

  const scoped = (canteen: string) => ({ id: 'acc_x', roles: [{ role: 'CANTEEN_STAFF' as const, scope: canteen }] });

  test.each([
    ['staff of every canteen', staff, true],
    ['staff of this canteen', scoped(guangmo), true],
    ['staff of another canteen', scoped(demoId('can', 'xinze')), false],
    ['a worker', persona('welder'), false],
    ['HR', persona('hr'), false],
    ['a manager', persona('manager'), false],
    ['nobody in particular', nobody, false],
  ])('what the counter knows of a serving is told to its counter alone; asked by %s', async (_who, caller, told) => {
    const { data, errors } = await canteens
      .as(caller)
      .ask<{ canteen: { demandHint: object | null; servings: { nodes: Counter[] } } }>(
        `query($id: ID!) { canteen(id: $id) { demandHint(on: "2026-11-20", period: DINNER) { portions } servings(on: "2026-11-12", period: DINNER) { nodes {
        counts { waiting pickedUp noShow soldAtCounter } orders(first: 2) { nodes { state } } counterSales(first: 1) { nodes { quantity } } moves(first: 1) { nodes { kind quantity balance } } } } } }`,
        { id: guangmo },
      );

    const [serving] = data?.canteen.servings.nodes ?? [];
    const parts = [data?.canteen.demandHint, serving?.counts, serving?.orders, serving?.counterSales, serving?.moves];
    expect(parts.map((part) => part !== null && part !== undefined)).toEqual(parts.map(() => told));
    if (told) expect(serving?.moves?.nodes).toEqual([{ kind: 'PLAN', quantity: 300, balance: 300 }]);
    else expect(errors?.length).toBe(5);
  });

  test.each([
    ['its own HR', persona('hr'), true],
    [
      'HR of another enterprise',
      { id: 'acc_y', roles: [{ role: 'HR' as const, scope: enterpriseId('tuotu') }] },
      false,
    ],
    ['a worker of the enterprise', persona('welder'), false],
    ['canteen staff', staff, false],
    ['a manager', persona('manager'), false],
    ['nobody in particular', nobody, false],
  ])('a month’s cost of an enterprise is told to its HR alone; asked by %s', async (_who, caller, told) => {
    const { data, errors } = await canteens
      .as(caller)
      .ask(
        'query($r: [_Any!]!) { _entities(representations: $r) { ... on Enterprise { mealCosts(month: "2026-11-20") { month portions cost { fen } people { value withheld } } } } }',
        { r: [{ __typename: 'Enterprise', id: enterpriseId('zhenzhi') }] },
      );

    const [row] = await canteens.rows<{ portions: number }>(
      `select sum(o.quantity)::int as portions from meal_order o join meal_serving s on s.id = o.serving_id
        where o.enterprise_id = ? and s.served_on between '2026-11-01' and '2026-11-30'`,
      [enterpriseId('zhenzhi')],
    );
    const portions = row?.portions ?? 0;
    expect(portions).toBeGreaterThan(20);
    expect(data).toEqual({
      _entities: [
        {
          mealCosts: told
            ? {
                month: '2026-11-01',
                portions,
                cost: { fen: portions * 600 },
                people: { value: expect.any(Number), withheld: null },
              }
            : null,
        },
      ],
    });
    expect(errors?.[0]?.extensions?.['code']).toBe(told ? undefined : 'FORBIDDEN');
  });
});

interface MenuDay {
  readonly on: string;
  readonly meals: readonly { readonly period: string; readonly servings: readonly object[] }[];
}

type Spell = Readonly<Record<string, unknown>>;

type Counter = Readonly<
  Record<'counts' | 'orders' | 'counterSales' | 'moves', { readonly nodes: readonly object[] } | null>
>;

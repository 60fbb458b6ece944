import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, demoId, persona } from '@millgate/demo';
import { type Caller } from '@millgate/kit';
import { nobody, type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';

const guangmo = demoId('can', 'guangmo');

describe('reading canteens', () => {
  let canteens: TestSubgraph;
  beforeAll(async () => {
    canteens = await startTestSubgraph(subgraph, { now: '2026-11-20T17:30:00+08:00', seeded: true });
  });
  afterAll(() => canteens.stop());

  const anybody = () => canteens.as(nobody);

  test('anybody reads what is left tonight, in either language', async () => {
    const data = await anybody().data(
      `query($id: ID!) { canteen(id: $id) { name(lang: EN) kind seats servings(on: "2026-11-20", period: DINNER) { nodes { planned remaining state item { name(lang: ZH) allergens } price { tier price { fen currency } } } } } }`,
      { id: guangmo },
    );

    expect(data).toEqual({
      canteen: {
        name: 'Guangmo Shared Canteen',
        kind: 'SHARED',
        seats: 400,
        servings: {
          nodes: [
            {
              planned: 300,
              remaining: 300,
              state: 'OPEN',
              item: { name: '一荤两素套餐', allergens: ['soybeans', 'gluten'] },
              price: expect.arrayContaining([{ tier: 'WORKER', price: { fen: 1_500, currency: 'CNY' } }]),
            },
          ],
        },
      },
    });
  });

  test.each([
    ['zh-CN,zh;q=0.9,en;q=0.5', '光膜产业社区共享食堂'],
    ['en-GB', 'Guangmo Shared Canteen'],
    ['fr', '光膜产业社区共享食堂'],
  ])('a caller who prefers %s reads %s', async (language, name) => {
    const answer = await canteens
      .as(nobody, undefined, { 'accept-language': language })
      .data('query($id: ID!) { canteen(id: $id) { name } }', { id: guangmo });

    expect(answer).toEqual({ canteen: { name } });
  });

  test('pages follow each other without gap or repeat, and the last one says so', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const data: ServingsPage = await anybody().data<ServingsPage>(
        'query($after: String) { servings(on: "2026-11-20", first: 3, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      seen.push(...data.servings.nodes.map(({ id }) => id));
      after = data.servings.pageInfo.hasNextPage ? data.servings.pageInfo.endCursor : null;
    } while (after);

    const all = await canteens.rows<{ id: string }>(
      `select id from meal_serving where served_on = '2026-11-20' order by id`,
    );
    expect(seen).toEqual(all.map(({ id }) => id));
  });

  test.each([
    ['of another filter', '{ servings(on: "2026-11-21", first: 1) { pageInfo { endCursor } } }'],
    ['of another field', '{ servings: canteens(first: 1) { pageInfo { endCursor } } }'],
  ])('a cursor %s is refused with its path', async (_which, other) => {
    const { servings } = await anybody().data<ServingsPage>(other);

    const { errors } = await anybody().ask(
      'query($after: String) { servings(on: "2026-11-20", after: $after) { nodes { id } } }',
      {
        after: servings.pageInfo.endCursor,
      },
    );

    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', path: ['after'], rule: 'cursor' });
  });

  test.each([
    ['query { servings(first: 0) { nodes { id } } }', ['first'], 'min'],
    ['query { servings(first: 100000) { nodes { id } } }', ['first'], 'max'],
    ['query { servings(on: "2026-02-30") { nodes { id } } }', ['on'], 'type'],
    ['query { servings(period: BRUNCH) { nodes { id } } }', ['period'], 'type'],
    ['query { servings(after: "forged") { nodes { id } } }', ['after'], 'cursor'],
  ])('%s is refused with path and rule', async (query, path, rule) => {
    const { errors } = await anybody().ask(query);

    expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_USER_INPUT', path, rule }]);
  });

  test('a page of canteens with servings, dishes and canteens again costs the same statements for one as for all', async () => {
    const query =
      'query($first: Int!) { canteens(first: $first) { nodes { name servings(first: 5) { nodes { item { name } canteen { name } } } } } }';

    const one = await canteens.statementsOf(() => anybody().data(query, { first: 1 }));
    const all = await canteens.statementsOf(() => anybody().data(query, { first: 100 }));

    expect({ one, all }).toEqual({ one: 5, all: 5 });
  });

  describe('an order is read', () => {
    const owner = persona('welder');
    const orderId = demoId('ord', 'private');
    beforeAll(async () => {
      const [serving] = await canteens.rows<{ id: string }>('select id from meal_serving limit 1');
      await canteens.rows(
        `insert into meal_order (id, worker_id, serving_id, quantity, tier, price_fen, pickup_code, ordered_at)
         values (?, ?, ?, 1, 'WORKER', 1500, '12345678', now())`,
        [orderId, owner.id, serving?.id],
      );
    });

    const byReference = (who: Caller | PersonLike) =>
      canteens
        .as(who)
        .ask('query($r: [_Any!]!) { _entities(representations: $r) { ... on MealOrder { pickupCode } } }', {
          r: [{ __typename: 'MealOrder', id: orderId }],
        });
    const byWorker = (who: Caller | PersonLike) =>
      canteens
        .as(who)
        .ask(
          'query($r: [_Any!]!) { _entities(representations: $r) { ... on Worker { mealOrders(first: 5) { nodes { pickupCode } } } } }',
          {
            r: [{ __typename: 'Worker', id: owner.id }],
          },
        );

    test.each([
      ['its owner', owner, true, true],
      ['the serving counter', persona('canteen'), true, false],
      ['another worker', persona('packer'), false, false],
      ['the owner’s HR', persona('hr'), false, false],
      ['a manager', persona('manager'), false, false],
      ['nobody in particular', nobody, false, false],
    ])('by %s', async (_who, caller, reference, worker) => {
      const [direct, through] = [await byReference(caller), await byWorker(caller)];

      expect(direct.data).toEqual({ _entities: [reference ? { pickupCode: '12345678' } : null] });
      expect(through.data).toEqual({
        _entities: [{ mealOrders: worker ? { nodes: [{ pickupCode: '12345678' }] } : null }],
      });
      expect(through.errors?.map(({ extensions }) => extensions?.['code'])).toEqual(worker ? undefined : ['FORBIDDEN']);
    });
  });

  describe('where somebody ate is for the handler of an open case about her', () => {
    const owner = persona('newcomer');
    const handler = persona('handler');
    const caseId = demoId('cas', 'hers');
    const [eaten, waiting] = [demoId('ord', 'eaten'), demoId('ord', 'waiting')];
    const tell = (type: string, more: object = {}) =>
      canteens.subgraph.receive({
        id: `evt_${type}`,
        type,
        aggregate: caseId,
        occurredAt: '2026-11-20T00:00:00Z',
        payload: { caseId, workerId: owner.id, ...more },
      });
    const seen = async (purpose?: string) => {
      const { data, errors } = await canteens
        .as(handler, undefined, purpose === undefined ? {} : { 'millgate-purpose': purpose })
        .ask<{ _entities: { mealOrders?: { nodes: { id: string }[] } | null; id?: string }[] }>(
          `query($r: [_Any!]!) { _entities(representations: $r) {
             ... on Worker { mealOrders(first: 5) { nodes { id } } } ... on MealOrder { id } } }`,
          {
            r: [
              { __typename: 'Worker', id: owner.id },
              { __typename: 'MealOrder', id: eaten },
              { __typename: 'MealOrder', id: waiting },
            ],
          },
        );
      const [worker, ...orders] = data?._entities ?? [];
      const ids = [worker?.mealOrders?.nodes.map(({ id }) => id) ?? null, ...orders.map((order) => order?.id ?? null)];
      return [...ids, errors?.[0]?.extensions?.['code']];
    };
    const nothing = [null, null, null, 'FORBIDDEN'];
    beforeAll(async () => {
      const [serving] = await canteens.rows<{ id: string }>('select id from meal_serving limit 1');
      for (const [id, code, state] of [
        [eaten, '22345678', 'PICKED_UP'],
        [waiting, '32345678', 'CONFIRMED'],
      ])
        await canteens.rows(
          `insert into meal_order (id, worker_id, serving_id, quantity, tier, price_fen, pickup_code, ordered_at, state, ended_at)
           values (?, ?, ?, 1, 'WORKER', 1500, ?, now(), ?, case ? when 'CONFIRMED' then null else now() end)`,
          [id, owner.id, serving?.id, code, state, state],
        );
    });

    test('who names it, of meals that are over, and it is written down', async () => {
      expect(await seen(`CASE; case=${caseId}`)).toEqual(nothing);
      await tell('CaseOpened', {
        ...{ communityId: communityId('lingfeng'), handlerId: handler.id },
        ...{ kind: 'HELP_REQUEST', theme: 'MEALS' },
      });

      expect(await seen()).toEqual(nothing);
      expect(await seen(`CASE; case=${demoId('cas', 'another')}`)).toEqual(nothing);
      expect(await seen(`CASE; case=${caseId}`)).toEqual([[eaten], eaten, null, undefined]);

      await tell('CaseClosed');
      expect(await seen(`CASE; case=${caseId}`)).toEqual(nothing);
      const told = (await canteens.published()).filter(({ aggregate }) => aggregate === owner.id);
      expect(told.map(({ type, payload }) => [type, payload['readings']])).toEqual([
        [
          'PersonalDataRead',
          [
            expect.objectContaining({
              ...{ field: 'Worker.mealOrders', actorId: handler.id },
              ...{ relation: 'CASE_HANDLER', purpose: 'CASE', caseId },
            }),
          ],
        ],
      ]);
    });
  });

  test('an employment that ends takes the employer’s price with it from that day on', async () => {
    const worker = { id: demoId('wrk', 'leaver'), roles: [{ role: 'WORKER' as const }] };
    const event = (type: string, payload: Record<string, unknown>) =>
      canteens.subgraph.receive({
        id: `evt_${type}`,
        type,
        aggregate: worker.id,
        occurredAt: '2026-11-20T00:00:00Z',
        payload: { employmentId: 'emp_leaver', workerId: worker.id, ...payload },
      });
    const tierOn = async (day: string) => {
      const [serving] = await canteens.rows<{ id: string }>(
        'select id from meal_serving where served_on = ? and canteen_id = ? and period = ?',
        [day, guangmo, 'DINNER'],
      );
      const data = await canteens
        .as(worker)
        .data<{ orderMeal: { order: { tier: string } } }>(
          'mutation($input: OrderMealInput!) { orderMeal(input: $input) { order { tier } } }',
          { input: { idempotencyKey: `leaver-${day}`, servingId: serving?.id, quantity: 1 } },
        );
      return data.orderMeal.order.tier;
    };
    await event('EmploymentStarted', { enterpriseId: demoId('ent', 'zhenzhi'), from: '2026-01-01', until: null });
    await event('EmploymentEnded', { enterpriseId: demoId('ent', 'zhenzhi'), until: '2026-11-21' });

    expect([await tierOn('2026-11-20'), await tierOn('2026-11-21')]).toEqual(['ENTERPRISE_SUBSIDISED', 'PUBLIC']);
  });
});

interface ServingsPage {
  readonly servings: {
    readonly nodes: readonly { readonly id: string }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bulkWorker, demoId, persona } from '@millgate/demo';
import { type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';
import { givenServing, OrderMeal, type OrderMealData } from './support/servings.ts';

const welder = persona('welder');
const dinnerTime = '2026-11-20T17:30:00+08:00';

const bulk = (index: number): PersonLike => {
  const { id } = bulkWorker(index);
  return { id, roles: [{ role: 'WORKER', scope: id }] };
};

describe('ordering a meal', () => {
  let canteens: TestSubgraph;
  beforeAll(async () => {
    canteens = await startTestSubgraph(subgraph, { now: dinnerTime });
  });
  afterAll(() => canteens.stop());

  let servingId: string;
  beforeEach(async () => {
    servingId = await givenServing(canteens, { planned: 10 });
  });

  const order = (quantity: number, key: string, who: PersonLike = welder, at?: string) =>
    canteens
      .as(who, at)
      .ask<OrderMealData>(OrderMeal, { input: { idempotencyKey: `${servingId}-${key}`, servingId, quantity } });

  const stock = async () => {
    const [row] = await canteens.rows<{ sold: number; orders: number; moves: number }>(
      `select sold, (select count(*)::int from meal_order where serving_id = s.id) as orders,
              (select coalesce(sum(quantity), 0)::int from stock_move where serving_id = s.id and kind = 'SALE') as moves
         from meal_serving s where id = ?`,
      [servingId],
    );
    return row;
  };

  test('sells the portions at the price of the caller’s tier and writes the move', async () => {
    const { data } = await order(2, 'a');

    expect(data?.orderMeal.userErrors).toEqual([]);
    expect(data?.orderMeal.order).toMatchObject({
      quantity: 2,
      tier: 'PUBLIC',
      total: { fen: 4_400 },
      serving: { remaining: 8 },
    });
    expect(await stock()).toEqual({ sold: 2, orders: 1, moves: -2 });
  });

  test('sells all that is asked for or nothing', async () => {
    await order(4, 'first', bulk(1));
    await order(4, 'second', bulk(2));

    const { data } = await order(3, 'third');

    expect(data?.orderMeal).toMatchObject({
      order: null,
      userErrors: [{ code: 'SOLD_OUT', path: ['quantity'], rule: 'M1', remaining: 2 }],
    });
    expect(await stock()).toEqual({ sold: 8, orders: 2, moves: -8 });
  });

  test('400 workers press at once for 300 meals: 300 are sold, 100 are told, every caller is answered', async () => {
    servingId = await givenServing(canteens, { planned: 300 });

    const answers = await Promise.all(Array.from({ length: 400 }, (_, index) => order(1, 'rush', bulk(index))));

    const codes = Object.groupBy(answers, ({ data }) => data?.orderMeal.userErrors[0]?.code ?? 'SOLD');
    expect({ sold: codes['SOLD']?.length, refused: codes['SOLD_OUT']?.length, answered: answers.length }).toEqual({
      sold: 300,
      refused: 100,
      answered: 400,
    });
    expect(await stock()).toEqual({ sold: 300, orders: 300, moves: -300 });
  });

  test('the database itself refuses to sell what is not there', async () => {
    const oversell = canteens.rows('update meal_serving set sold = planned + 1 where id = ?', [servingId]);

    await expect(oversell).rejects.toMatchObject({ constraint: 'meal_serving_m1_check' });
  });

  test('one person orders no more than the limit of a meal, however many orders she presses at once', async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, (_, index) => order(1, `limit-${index}`)));

    expect(answers.filter(({ data }) => data?.orderMeal.order).length).toBe(4);
    expect(answers.flatMap(({ data }) => data?.orderMeal.userErrors ?? [])).toContainEqual(
      expect.objectContaining({ code: 'DAILY_LIMIT', path: ['quantity'], rule: 'M4', limit: 4 }),
    );
    expect(await stock()).toEqual({ sold: 4, orders: 4, moves: -4 });
  });

  test.each([
    ['before ordering opens', '2026-11-18T07:59:59+08:00', 'NOT_YET_OPEN'],
    ['at the very instant of the cut-off', '2026-11-20T19:30:00+08:00', 'PAST_CUTOFF'],
  ])('refuses an order %s', async (_when, at, code) => {
    const { data } = await order(1, code, welder, at);

    expect(data?.orderMeal).toMatchObject({ order: null, userErrors: [{ code, path: ['servingId'], rule: 'M3' }] });
    expect(await stock()).toEqual({ sold: 0, orders: 0, moves: 0 });
  });

  test('a serving that does not exist is refused as data', async () => {
    servingId = demoId('srv', 'none');

    const { data } = await order(1, 'x');

    expect(data?.orderMeal).toMatchObject({
      order: null,
      userErrors: [{ code: 'SERVING_NOT_FOUND', path: ['servingId'] }],
    });
  });

  describe('repeated', () => {
    test('with the same key and input gives the first answer and sells once, also when all repeats arrive at once', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => order(2, 'same')));

      expect(new Set(answers.map(({ data }) => data?.orderMeal.order?.id)).size).toBe(1);
      expect(await stock()).toEqual({ sold: 2, orders: 1, moves: -2 });
    });

    test('gives a refusal again as well, although the order would now succeed', async () => {
      const early = await order(1, 'early', welder, '2026-11-18T07:00:00+08:00');

      const repeated = await order(1, 'early');

      expect(repeated).toEqual(early);
      expect(await stock()).toEqual({ sold: 0, orders: 0, moves: 0 });
    });

    test('with another input is a conflict', async () => {
      await order(1, 'key');

      const { data, errors } = await order(2, 'key');

      expect(data).toBeNull();
      expect(errors?.[0]?.extensions).toEqual({
        code: 'IDEMPOTENCY_CONFLICT',
        path: ['input', 'idempotencyKey'],
        rule: 'idempotency',
      });
      expect(await stock()).toEqual({ sold: 1, orders: 1, moves: -1 });
    });
  });

  test.each([
    [0, 'min'],
    [-1, 'min'],
    [10_000, 'max'],
  ])('a quantity of %i is bad input with path and rule, and changes nothing', async (quantity, rule) => {
    const { errors } = await order(quantity, 'bad');

    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT', path: ['input', 'quantity'], rule });
    expect(await stock()).toEqual({ sold: 0, orders: 0, moves: 0 });
  });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { demoId, persona } from '@millgate/demo';
import { nobody, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';
import { act, bulk, expectBooksToAgree, openEveryConnection, staff } from './support/counter.ts';
import { givenServing } from './support/servings.ts';

const dinnerTime = '2026-11-20T17:30:00+08:00';
const later = '2026-11-20T21:30:00+08:00';

describe('sales at the counter', () => {
  let canteens: TestSubgraph;
  let servingId: string;
  beforeAll(async () => {
    canteens = await startTestSubgraph(subgraph, { now: dinnerTime });
    await openEveryConnection(canteens);
  });
  afterAll(() => canteens.stop());
  beforeEach(async () => {
    servingId = await givenServing(canteens, { planned: 10 });
  });

  let key = 0;
  const fresh = () => `counter-${(key += 1)}`;
  const saleOf = (quantity: number, number = fresh(), tier = 'PUBLIC') => ({ number, servingId, quantity, tier });
  const sell = (sale: ReturnType<typeof saleOf>, at = dinnerTime, who: Parameters<typeof act>[1] = staff) =>
    act(
      canteens,
      who,
      'sellAtCounter',
      {
        input: { terminal: 'till-1', ...sale },
        value: 'sale { id quantity price { fen } oversold }',
        details: 'remaining',
      },
      at,
    );
  const send = (sales: readonly ReturnType<typeof saleOf>[], at = later, terminal = 'till-1') =>
    act(
      canteens,
      staff,
      'recordCounterSales',
      {
        input: { terminal, sales: sales.map((sale) => ({ soldAt: dinnerTime, ...sale })) },
        value: 'sales { number quantity oversold soldAt recordedAt } oversold',
      },
      at,
    );
  const order = (who: number, quantity: number) =>
    act(canteens, bulk(who), 'orderMeal', {
      input: { idempotencyKey: fresh(), servingId, quantity },
      value: 'order { id }',
    });

  describe('with a connection', () => {
    test('come from the stock that orders come from, at the tier’s price', async () => {
      await order(1, 4);

      const sold = await sell(saleOf(5));

      expect(sold.value).toMatchObject({ quantity: 5, price: { fen: 2_200 }, oversold: 0 });
      expect((await sell(saleOf(2))).errors).toEqual([
        { code: 'SOLD_OUT', path: ['quantity'], rule: 'M1', remaining: 1 },
      ]);
      expect(await expectBooksToAgree(canteens, servingId)).toEqual({ planned: 10, sold: 9, oversold: 0, wasted: 0 });
    });

    test('race with orders for the last portions: what was cooked is sold, and not one more (M1)', async () => {
      const outcomes = await Promise.all([
        ...Array.from({ length: 15 }, (_, index) => order(index + 1, 1)),
        ...Array.from({ length: 15 }, () => sell(saleOf(1))),
      ]);

      expect(outcomes.filter(({ value }) => value).length).toBe(10);
      expect((await expectBooksToAgree(canteens, servingId)).sold).toBe(10);
    });

    test('a number of a terminal is one sale, also when it is told twenty times at once', async () => {
      const sale = saleOf(2);

      const outcomes = await Promise.all(Array.from({ length: 20 }, () => sell(sale)));

      expect(new Set(outcomes.map(({ value }) => value?.['id'])).size).toBe(1);
      expect((await sell({ ...sale, quantity: 3 })).errors[0]?.['code']).toBe('NUMBER_USED');
      expect((await expectBooksToAgree(canteens, servingId)).sold).toBe(2);
    });

    test('a number that was refused can be used when there is more', async () => {
      const sale = saleOf(12);
      expect((await sell(sale)).errors[0]?.['code']).toBe('SOLD_OUT');
      await act(canteens, staff, 'addPortions', {
        input: { idempotencyKey: fresh(), servingId, portions: 5 },
        value: 'serving { remaining }',
      });

      expect((await sell(sale)).value).toMatchObject({ quantity: 12 });
    });

    test('go on after the cut-off for ordering, until the counter closes', async () => {
      const atCutoff = await sell(saleOf(1), '2026-11-20T19:30:00+08:00');
      const atClosing = await sell(saleOf(1), '2026-11-20T20:30:00+08:00');

      expect(atCutoff.value).toMatchObject({ quantity: 1 });
      expect(atClosing.errors).toEqual([{ code: 'COUNTER_CLOSED', path: ['servingId'], rule: 'M3', remaining: null }]);
      expect((await expectBooksToAgree(canteens, servingId)).sold).toBe(1);
    });

    test.each(['ENTERPRISE_SUBSIDISED', 'ELDER'])('tier %s is not sold at this counter', async (tier) => {
      expect((await sell(saleOf(1, fresh(), tier))).errors[0]).toMatchObject({ code: 'NO_PRICE', path: ['tier'] });
    });

    test('are for the counter alone', async () => {
      const outcomes = await Promise.all(
        [nobody, persona('welder'), persona('hr')].map((who) => sell(saleOf(1), dinnerTime, who)),
      );

      expect(outcomes.map(({ topLevel }) => topLevel)).toEqual([['UNAUTHENTICATED'], ['FORBIDDEN'], ['FORBIDDEN']]);
      expect((await expectBooksToAgree(canteens, servingId)).sold).toBe(0);
    });
  });

  describe('of a terminal that had none', () => {
    test('are taken over later; what was gone is recorded as oversold, never hidden', async () => {
      await order(1, 4);
      await order(2, 4);

      const sent = await send([saleOf(1, 'a'), saleOf(3, 'b')]);

      expect(sent.value).toEqual([
        {
          number: 'a',
          quantity: 1,
          oversold: 0,
          soldAt: '2026-11-20T09:30:00.000Z',
          recordedAt: '2026-11-20T13:30:00.000Z',
        },
        {
          number: 'b',
          quantity: 3,
          oversold: 2,
          soldAt: '2026-11-20T09:30:00.000Z',
          recordedAt: '2026-11-20T13:30:00.000Z',
        },
      ]);
      expect(await expectBooksToAgree(canteens, servingId)).toEqual({ planned: 10, sold: 10, oversold: 2, wasted: 0 });
    });

    test('more cooked, or an order cancelled, makes up for what was oversold before anybody can order', async () => {
      const { value } = await order(1, 4);
      await send([saleOf(9, 'over')]);
      expect(await expectBooksToAgree(canteens, servingId)).toMatchObject({ sold: 10, oversold: 3 });

      await act(canteens, bulk(1), 'cancelMealOrder', {
        input: { idempotencyKey: fresh(), orderId: value?.['id'] },
        value: 'order { id }',
      });

      expect(await expectBooksToAgree(canteens, servingId)).toEqual({ planned: 10, sold: 9, oversold: 0, wasted: 0 });
      expect((await order(2, 2)).errors[0]?.['code']).toBe('SOLD_OUT');
      expect((await order(2, 1)).value).toMatchObject({ id: expect.any(String) });
    });

    test('sent again, whole or in part, by however many connections at once, are recorded once', async () => {
      const evening = Array.from({ length: 6 }, (_, index) => saleOf(1, `once-${index}`));

      const outcomes = await Promise.all(
        Array.from({ length: 12 }, (_, index) => send(index % 2 ? evening : evening.toReversed().slice(2))),
      );

      expect(outcomes.flatMap(({ errors, topLevel }) => topLevel ?? errors)).toEqual([]);
      expect((await expectBooksToAgree(canteens, servingId)).sold).toBe(6);
    });

    test('two terminals that send the same two servings crosswise both get through', async () => {
      const other = await givenServing(canteens, { planned: 100 });
      const mixed = (terminal: string, first: string, second: string) =>
        send(
          Array.from({ length: 20 }, (_, index) => ({ ...saleOf(1), servingId: index % 2 ? first : second })),
          later,
          terminal,
        );

      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, index) =>
          index % 2 ? mixed(`till-${index}`, servingId, other) : mixed(`till-${index}`, other, servingId),
        ),
      );

      expect(outcomes.filter(({ topLevel }) => topLevel)).toEqual([]);
      expect(await expectBooksToAgree(canteens, servingId)).toMatchObject({ sold: 10, oversold: 70 });
    });

    test('one that is refused holds back no other, and is named by its place in the batch', async () => {
      await send([saleOf(1, 'known')]);

      const sent = await send([
        saleOf(1, 'good'),
        { ...saleOf(1), servingId: demoId('srv', 'none') },
        saleOf(2, 'known'),
        { ...saleOf(1), soldAt: '2026-11-20T21:30:01+08:00' } as never,
        saleOf(1, fresh(), 'ENTERPRISE_SUBSIDISED'),
        saleOf(1, 'known'),
      ]);

      expect((sent.value as unknown as { number: string }[]).map(({ number }) => number)).toEqual(['good', 'known']);
      expect(sent.errors).toEqual([
        { code: 'SERVING_NOT_FOUND', path: ['sales', '1', 'servingId'], rule: 'serving' },
        { code: 'NUMBER_USED', path: ['sales', '2', 'number'], rule: 'terminal' },
        { code: 'NOT_YET', path: ['sales', '3', 'soldAt'], rule: 'clock' },
        { code: 'NO_PRICE', path: ['sales', '4', 'tier'], rule: 'M5' },
      ]);
      expect((await expectBooksToAgree(canteens, servingId)).sold).toBe(2);
    });

    test('a malformed one is bad input with its path, and none of the batch is recorded', async () => {
      const { errors } = await canteens
        .as(staff)
        .ask('mutation($input: RecordCounterSalesInput!) { recordCounterSales(input: $input) { oversold } }', {
          input: { terminal: 'till-1', sales: [saleOf(1), saleOf(0)].map((sale) => ({ soldAt: dinnerTime, ...sale })) },
        });

      expect(errors?.[0]?.extensions).toEqual({
        code: 'BAD_USER_INPUT',
        path: ['input', 'sales', '1', 'quantity'],
        rule: 'min',
      });
      expect((await expectBooksToAgree(canteens, servingId)).sold).toBe(0);
    });
  });
});

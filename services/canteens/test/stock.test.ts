import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { persona } from '@millgate/demo';
import { nobody, type PersonLike, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import type { StockChange } from '../src/stock/stock.rules.ts';
import { moveStock } from '../src/stock/stock.service.ts';
import { subgraph } from '../src/subgraph.ts';
import { act, bulk, expectBooksToAgree, openEveryConnection, staff, stockOf } from './support/counter.ts';
import { givenServing } from './support/servings.ts';

const dinnerTime = '2026-11-20T17:30:00+08:00';

describe('the stock of a serving', () => {
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
  const once = () => ({ idempotencyKey: `stock-${(key += 1)}` });
  const serving = 'serving { planned sold remaining wasted }';
  const order = (who: PersonLike, quantity: number) =>
    act(canteens, who, 'orderMeal', { input: { ...once(), servingId, quantity }, value: 'order { id }' });
  const add = (portions: number, at?: string) =>
    act(canteens, staff, 'addPortions', { input: { ...once(), servingId, portions }, value: serving }, at);
  const recount = (planned: number) =>
    act(canteens, staff, 'recountServing', {
      input: { ...once(), servingId, planned },
      value: serving,
      details: 'taken shortfall ordersInTheWay orders { id quantity }',
    });
  const waste = (portions: number) =>
    act(canteens, staff, 'recordWaste', {
      input: { ...once(), servingId, portions },
      value: serving,
      details: 'remaining',
    });

  test('two left, three ordered: refused, and still two left (S02)', async () => {
    await order(bulk(1), 4);
    await order(bulk(2), 4);

    const refused = await act(canteens, bulk(3), 'orderMeal', {
      input: { ...once(), servingId, quantity: 3 },
      value: 'order { id }',
      details: 'remaining',
    });

    expect(refused).toEqual({
      value: null,
      errors: [{ code: 'SOLD_OUT', path: ['quantity'], rule: 'M1', remaining: 2 }],
    });
    expect(await expectBooksToAgree(canteens, servingId)).toEqual({ planned: 10, sold: 8, oversold: 0, wasted: 0 });
  });

  test('a recount below what is sold names the orders in the way, the latest first, and cuts nothing (M2)', async () => {
    await order(bulk(1), 4);
    const second = await order(bulk(2), 2);
    const third = await order(bulk(3), 3);

    const refused = await recount(6);

    expect(refused).toEqual({
      value: null,
      errors: [
        {
          code: 'BELOW_SOLD',
          path: ['planned'],
          rule: 'M2',
          taken: 9,
          shortfall: 3,
          ordersInTheWay: 1,
          orders: [{ id: third.value?.['id'], quantity: 3 }],
        },
      ],
    });
    expect((await recount(5)).errors[0]?.['orders']).toEqual([
      { id: third.value?.['id'], quantity: 3 },
      { id: second.value?.['id'], quantity: 2 },
    ]);
    expect(await expectBooksToAgree(canteens, servingId)).toEqual({ planned: 10, sold: 9, oversold: 0, wasted: 0 });
  });

  test('an order in the way can be bought back, also after the cut-off; then the recount is taken over', async () => {
    const afterCutoff = '2026-11-20T19:45:00+08:00';
    const { value } = await order(bulk(1), 4);
    await order(bulk(2), 4);

    const bought = await act(
      canteens,
      staff,
      'buyBackMealOrder',
      { input: { ...once(), orderId: value?.['id'] }, value: 'order { state cancelledBy endedAt }' },
      afterCutoff,
    );

    expect(bought.value).toEqual({
      state: 'CANCELLED',
      cancelledBy: 'CANTEEN',
      endedAt: '2026-11-20T11:45:00.000Z',
    });
    expect((await recount(5)).value).toEqual({ planned: 5, sold: 4, remaining: 1, wasted: 0 });
    await expectBooksToAgree(canteens, servingId);
  });

  test('portions are added, counted and thrown away, and what is left follows', async () => {
    await order(bulk(1), 3);

    expect((await add(5)).value).toEqual({ planned: 15, sold: 3, remaining: 12, wasted: 0 });
    expect((await recount(12)).value).toEqual({ planned: 12, sold: 3, remaining: 9, wasted: 0 });
    expect((await waste(4)).value).toEqual({ planned: 12, sold: 3, remaining: 5, wasted: 4 });
    expect((await recount(12)).value).toEqual({ planned: 12, sold: 3, remaining: 5, wasted: 4 });
    await expectBooksToAgree(canteens, servingId);
  });

  test('what is sold is not thrown away', async () => {
    await order(bulk(1), 4);

    const refused = await waste(7);

    expect(refused.errors).toEqual([{ code: 'MORE_THAN_LEFT', path: ['portions'], rule: 'M1', remaining: 6 }]);
    expect(await stockOf(canteens, servingId)).toEqual({ planned: 10, sold: 4, oversold: 0, wasted: 0 });
  });

  test('nothing is added when the counter has closed', async () => {
    const refused = await add(5, '2026-11-20T20:30:00+08:00');

    expect(refused.errors).toEqual([{ code: 'SERVING_OVER', path: ['servingId'], rule: 'M3' }]);
    expect(await stockOf(canteens, servingId)).toEqual({ planned: 10, sold: 0, oversold: 0, wasted: 0 });
  });

  test.each([
    ['addPortions', { portions: 5 }],
    ['recountServing', { planned: 5 }],
    ['recordWaste', { portions: 5 }],
  ])('%s is for the counter of the canteen alone', async (mutation, change) => {
    const input = { ...once(), servingId, ...change };
    const other = { id: 'acc_other', roles: [{ role: 'CANTEEN_STAFF' as const, scope: 'can_other' }] };

    const outcomes = await Promise.all(
      [nobody, persona('welder'), persona('hr'), persona('manager'), other].map((who) =>
        act(canteens, who, mutation, { input, value: serving }),
      ),
    );

    expect(outcomes.map(({ topLevel }) => topLevel)).toEqual([
      ['UNAUTHENTICATED'],
      ['FORBIDDEN'],
      ['FORBIDDEN'],
      ['FORBIDDEN'],
      ['FORBIDDEN'],
    ]);
    expect(await stockOf(canteens, servingId)).toEqual({ planned: 10, sold: 0, oversold: 0, wasted: 0 });
  });

  test('a ledger is only added to, whoever writes', async () => {
    await expect(
      canteens.rows('update stock_move set quantity = 11 where serving_id = ?', [servingId]),
    ).rejects.toThrow('a stock ledger is only added to');
    await expect(canteens.rows('delete from stock_move where serving_id = ?', [servingId])).rejects.toThrow(
      'a stock ledger is only added to',
    );
  });

  test('recounts race with orders: however they meet, nobody loses a meal', async () => {
    servingId = await givenServing(canteens, { planned: 40 });

    const outcomes = await Promise.all([
      ...Array.from({ length: 40 }, (_, index) => order(bulk(index), 1)),
      ...Array.from({ length: 10 }, (_, index) => recount(20 + index)),
      ...Array.from({ length: 10 }, () => waste(1)),
    ]);

    expect(outcomes.filter(({ topLevel }) => topLevel)).toEqual([]);
    const sold = outcomes.slice(0, 40).filter(({ value }) => value).length;
    expect((await expectBooksToAgree(canteens, servingId)).sold).toBe(sold);
  });

  test('after 10,000 random moves, ten at a time, ledger and counters are equal, and no reader ever saw them part', async () => {
    const random = numbersFrom(20_261_120);
    const kinds = ['SALE', 'SALE', 'SALE', 'RELEASE', 'ADD', 'WASTE', 'RECOUNT'] as const;
    let seen = 0;
    const mover = async (moves: number) => {
      const em = canteens.subgraph.database.fork();
      let mine = 0; // What nobody bought cannot be given back.
      for (let done = 0; done < moves; done += 1) {
        const wanted = kinds[Math.floor(random() * kinds.length)] ?? 'SALE';
        const kind = wanted === 'RELEASE' && mine === 0 ? 'SALE' : wanted;
        const portions = 1 + Math.floor(random() * (kind === 'RELEASE' ? Math.min(mine, 6) : 6));
        const appears = kind === 'RELEASE' || kind === 'ADD' || (kind === 'RECOUNT' && random() < 0.5);
        const quantity = appears ? portions : -portions;
        const mayOversell = kind === 'SALE' && random() < 0.1;
        const moved = await moveStock(em, { kind, quantity, mayOversell, servingId, at: new Date(dinnerTime) });
        if (moved && (kind === 'SALE' || kind === 'RELEASE')) mine -= quantity;
      }
    };
    let moving = true;
    const reader = async () => {
      while (moving) {
        // One statement sees one instant.
        const [row] = await canteens.rows<{ parted: boolean }>(
          `select planned - sold - oversold - wasted <> (select sum(quantity) from stock_move where serving_id = s.id)
               or planned - sold - wasted < 0 or (oversold > 0 and planned - sold - wasted > 0) as parted
             from meal_serving s where id = ?`,
          [servingId],
        );
        expect(row).toEqual({ parted: false });
        seen += 1;
      }
    };

    await Promise.all([
      Promise.all(Array.from({ length: 9 }, () => mover(1_112))).finally(() => (moving = false)),
      reader(),
    ]);

    const stock = await stockOf(canteens, servingId);
    const moves = await canteens.rows<StockChange & { balance: number }>(
      'select kind, quantity, balance from stock_move where serving_id = ? order by position',
      [servingId],
    );
    let balance = 0;
    expect(moves.filter((move) => (balance += move.quantity) !== move.balance)).toEqual([]);
    expect(balance).toBe(stock.planned - stock.sold - stock.oversold - stock.wasted);
    expect(seen).toBeGreaterThan(10);
  }, 120_000);
});

/** The same numbers every time: mulberry32. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

import { expect } from 'vitest';
import { bulkWorker, persona } from '@millgate/demo';
import type { PersonLike, TestSubgraph } from '@millgate/kit/testing';
import { countersOf, type StockChange } from '../../src/stock/stock.rules.ts';

export { act, openEveryConnection, type Outcome } from '@millgate/kit/testing';

export const staff = persona('canteen');

export const bulk = (index: number): PersonLike => {
  const { id } = bulkWorker(index);
  return { id, roles: [{ role: 'WORKER', scope: id }] };
};

export interface Stock {
  readonly planned: number;
  readonly sold: number;
  readonly oversold: number;
  readonly wasted: number;
}

export const stockOf = async (canteens: TestSubgraph, servingId: string): Promise<Stock> => {
  const [row] = await canteens.rows<Stock>('select planned, sold, oversold, wasted from meal_serving where id = ?', [
    servingId,
  ]);
  if (!row) throw new Error('no such serving');
  return row;
};

/** Counters, live orders, counter sales and ledger of a serving say the same. */
export async function expectBooksToAgree(canteens: TestSubgraph, servingId: string): Promise<Stock> {
  const stock = await stockOf(canteens, servingId);
  const moves = await canteens.rows<StockChange & { balance: number }>(
    'select kind, quantity, balance from stock_move where serving_id = ? order by position',
    [servingId],
  );
  const [told] = await canteens.rows<{ sold: number }>(
    `select (select coalesce(sum(quantity), 0) from meal_order where serving_id = s.id and state <> 'CANCELLED')::int
          + (select coalesce(sum(quantity), 0) from counter_sale where serving_id = s.id)::int as sold
       from meal_serving s where id = ?`,
    [servingId],
  );
  const { planned, sold, oversold, wasted } = stock;
  expect(countersOf(moves)).toEqual({ planned, sold: sold + oversold, wasted });
  expect(told?.sold).toBe(sold + oversold);
  expect(moves.at(-1)?.balance).toBe(planned - sold - oversold - wasted);
  return stock;
}

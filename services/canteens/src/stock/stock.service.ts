import type { EntityManager } from '@mikro-orm/postgresql';
import { announce, newId, sql } from '@millgate/kit';
import { effectOf, oversoldBy, type StockChange } from './stock.rules.ts';

export interface Move extends StockChange {
  readonly servingId: string;
  readonly at: Date;
  readonly actor?: string;
  readonly orderId?: string;
  readonly saleId?: string;
  /** What has already left the counter is written down, whether it was there or not. */
  readonly mayOversell?: boolean;
}

/** Announced whenever what is left in a canteen changes. */
export const stockTopic = (canteenId: string): string => `stock:${canteenId}`;

export interface Moved {
  /** Portions left; below zero, portions sold that were not there. */
  readonly balance: number;
  /** Portions of this move that were not there. */
  readonly oversold: number;
}

/**
 * The one way to change a serving's stock: counters and ledger in one statement, under the serving's row lock, so that
 * they cannot part. Null, and nothing written, where the move would take what is not left (M1, M2).
 */
export async function moveStock(tx: EntityManager, move: Move): Promise<Moved | null> {
  const { planned, sold, wasted } = effectOf(move);
  const [row] = await sql<{ balance: number; canteen: string }>(
    tx,
    `with change as (select ?::int as planned, ?::int as sold, ?::int as wasted, ?::int as quantity),
     moved as (
       update meal_serving s
          set planned = s.planned + c.planned, wasted = s.wasted + c.wasted,
              sold = least(s.sold + s.oversold + c.sold, s.planned + c.planned - s.wasted - c.wasted),
              oversold = greatest(s.sold + s.oversold + c.sold - (s.planned + c.planned - s.wasted - c.wasted), 0)
         from change c
        where s.id = ? and (c.quantity >= 0 or ? or s.planned - s.sold - s.oversold - s.wasted + c.quantity >= 0)
        returning s.id, s.canteen_id, s.planned - s.sold - s.oversold - s.wasted as balance)
     insert into stock_move (id, serving_id, kind, quantity, balance, moved_at, actor, order_id, sale_id)
     select ?, id, ?, ?, balance, ?, ?, ?, ? from moved
     returning balance, (select canteen_id from moved) as canteen`,
    [
      ...[planned, sold, wasted, move.quantity],
      ...[move.servingId, move.mayOversell ?? false],
      ...[newId('mov'), move.kind, move.quantity, move.at],
      ...[move.actor ?? null, move.orderId ?? null, move.saleId ?? null],
    ],
  );
  if (!row) return null;
  await announce(tx, stockTopic(row.canteen));
  return { balance: row.balance, oversold: oversoldBy(move.quantity, row.balance) };
}

/** What is left, as the last committed move has it. */
export async function portionsLeft(tx: EntityManager, servingId: string): Promise<number> {
  const [row] = await sql<{ remaining: number }>(
    tx,
    'select planned - sold - wasted as remaining from meal_serving where id = ?',
    [servingId],
  );
  return row?.remaining ?? 0;
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from '@millgate/kit';
import type { TierOffer } from '../plan/tier.rules.ts';
import type { MealServing } from '../serving/serving.entity.ts';
import type { MealOrder } from './meal-order.entity.ts';

/** One counter a person, day and meal; the database refuses what exceeds the limit, also of two orders at once. */
export async function takeAllowance(
  tx: EntityManager,
  serving: MealServing,
  workerId: string,
  quantity: number,
  limit: number,
): Promise<boolean> {
  const counted = await sql(
    tx,
    `insert into meal_allowance as a (worker_id, canteen_id, served_on, period, used, allowed)
     select ?, ?, ?, ?, ?, ? where ? <= ?
     on conflict (worker_id, canteen_id, served_on, period) do update set used = a.used + excluded.used
       where a.used + excluded.used <= a.allowed
     returning used`,
    [workerId, serving.canteenRef.id, serving.on, serving.period, quantity, limit, quantity, limit],
  );
  return counted.length > 0;
}

/**
 * The first of the offered tiers that the portions fit into. One counter a person, employer and day: an employer's
 * portions of a day cannot be taken twice by ordering lunch and dinner in the same instant.
 */
export async function takeTier(
  tx: EntityManager,
  offers: readonly TierOffer[],
  { workerId, on, quantity }: { workerId: string; on: string; quantity: number },
): Promise<TierOffer | null> {
  for (const offer of offers) {
    if (!offer.paidBy) return offer;
    const { enterpriseId, perDay } = offer.paidBy;
    const counted = await sql(
      tx,
      `insert into meal_plan_use as u (worker_id, enterprise_id, served_on, used, allowed)
       select ?, ?, ?, ?, ? where ? <= ?
       on conflict (worker_id, enterprise_id, served_on) do update
         set used = u.used + excluded.used, allowed = excluded.allowed
         where u.used + excluded.used <= excluded.allowed
       returning used`,
      [workerId, enterpriseId, on, quantity, perDay, quantity, perDay],
    );
    if (counted.length > 0) return offer;
  }
  return null;
}

/** Gives both back, as far as the order took them; what a cancelled order used can be used again. */
export async function giveBack(tx: EntityManager, order: MealOrder, serving: MealServing): Promise<void> {
  await sql(
    tx,
    `update meal_allowance set used = used - ? where worker_id = ? and canteen_id = ? and served_on = ? and period = ?`,
    [order.quantity, order.workerId, serving.canteenRef.id, serving.on, serving.period],
  );
  if (!order.enterpriseId) return;
  await sql(
    tx,
    'update meal_plan_use set used = used - ? where worker_id = ? and enterprise_id = ? and served_on = ?',
    [order.quantity, order.workerId, order.enterpriseId, serving.on],
  );
}

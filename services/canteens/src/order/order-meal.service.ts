import { randomInt } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Caller, Money, newId, ok, once, refuse, type Result, sql } from '@millgate/kit';
import { KnownEmployment, MealPlan } from '../plan/meal-plan.entity.ts';
import { PriceTier } from '../plan/price-tier.ts';
import { type Eater, tierFor } from '../plan/tier.rules.ts';
import { MealServing } from '../serving/serving.entity.ts';
import { servingState, ServingState } from '../serving/serving.rules.ts';
import { MealOrder, StockMove, StockMoveKind } from './meal-order.entity.ts';
import type { OrderMealInput } from './order-meal.inputs.ts';
import type { OrderMealErrorCode } from './order-meal.payloads.ts';

type Refusal = keyof typeof OrderMealErrorCode;

export interface Ordering {
  readonly caller: Caller;
  readonly workerId: string;
  readonly now: Date;
  readonly input: OrderMealInput;
}

/** Orders all portions or none (M1). Any number of callers may press at once: the serving's row decides. */
export const orderMeal = (em: EntityManager, ordering: Ordering): Promise<Result<MealOrder, Refusal>> =>
  em.transactional((tx) =>
    once(
      tx,
      {
        caller: ordering.caller,
        mutation: 'orderMeal',
        key: ordering.input.idempotencyKey,
        input: ordering.input,
        now: ordering.now,
        keep: 'DAYS_30',
      },
      { idOf: (order) => order.id, find: (id) => tx.findOneOrFail(MealOrder, id) },
      (inner) => placeOrder(inner, ordering),
    ),
  );

async function placeOrder(tx: EntityManager, { workerId, now, input }: Ordering): Promise<Result<MealOrder, Refusal>> {
  const { servingId, quantity } = input;
  const serving = await tx.findOne(MealServing, servingId, { populate: ['canteenRef'] });
  if (!serving) return refuse('SERVING_NOT_FOUND', { path: ['servingId'], rule: 'M1' });
  const state = servingState(serving, now);
  if (state === ServingState.PLANNED) return refuse('NOT_YET_OPEN', { path: ['servingId'], rule: 'M3' });
  if (state === ServingState.CLOSED) return refuse('PAST_CUTOFF', { path: ['servingId'], rule: 'M3' });

  const limit = serving.canteenRef.getEntity().dailyLimit;
  if (!(await withinDailyLimit(tx, serving, workerId, quantity, limit))) {
    return refuse('DAILY_LIMIT', { path: ['quantity'], rule: 'M4', details: { limit } });
  }
  const tier = tierFor(await eater(tx, workerId, serving.on), serving.on, quantity, serving.prices);
  if (!tier) return refuse('NO_PRICE', { path: ['servingId'], rule: 'M4' });
  const remaining = await takePortions(tx, servingId, quantity);
  if (remaining !== null) return refuse('SOLD_OUT', { path: ['quantity'], rule: 'M1', details: { remaining } });

  const order = tx.create(MealOrder, {
    id: newId('ord'),
    workerId,
    servingRef: serving,
    quantity,
    tier,
    price: Money.fen(serving.prices[tier] ?? 0),
    pickupCode: String(randomInt(100_000_000)).padStart(8, '0'),
    orderedAt: now,
  });
  tx.create(StockMove, {
    id: newId('mov'),
    servingRef: serving,
    kind: StockMoveKind.SALE,
    quantity: -quantity,
    at: now,
    orderId: order.id,
  });
  await tx.flush();
  return ok(order);
}

/** One counter a person, day and meal; the database refuses what exceeds the limit, also of two orders at once. */
async function withinDailyLimit(
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

async function eater(tx: EntityManager, workerId: string, day: string): Promise<Eater> {
  const employments = await tx.find(KnownEmployment, { workerId });
  const plans = await tx.find(MealPlan, { enterpriseId: { $in: employments.map((one) => one.enterpriseId) } });
  const [row] = await sql<{ portions: number }>(
    tx,
    `select coalesce(sum(o.quantity), 0)::int as portions from meal_order o join meal_serving s on s.id = o.serving_id
      where o.worker_id = ? and s.served_on = ? and o.tier = ? and o.state <> 'CANCELLED'`,
    [workerId, day, PriceTier.ENTERPRISE_SUBSIDISED],
  );
  return {
    employments: employments.map(({ enterpriseId, from, until }) => ({
      from,
      until,
      plan: plans.find((plan) => plan.enterpriseId === enterpriseId) ?? null,
    })),
    subsidisedToday: row?.portions ?? 0,
  };
}

/** Takes the portions, or answers how many are left. The last thing an order does: the row is everybody's. */
async function takePortions(tx: EntityManager, servingId: string, quantity: number): Promise<number | null> {
  const taken = await sql(
    tx,
    'update meal_serving set sold = sold + ? where id = ? and planned - sold - wasted >= ? returning id',
    [quantity, servingId, quantity],
  );
  if (taken.length > 0) return null;
  const [row] = await sql<{ remaining: number }>(
    tx,
    'select planned - sold - wasted as remaining from meal_serving where id = ?',
    [servingId],
  );
  return row?.remaining ?? 0;
}

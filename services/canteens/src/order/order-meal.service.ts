import { randomInt } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Caller, dayOf, newId, ok, once, refuse, type Result, sql } from '@millgate/kit';
import { eaterOf } from '../plan/eater.service.ts';
import { employerShare, tiersFor } from '../plan/tier.rules.ts';
import { MealServing } from '../serving/serving.entity.ts';
import { remainingOf, servingState, ServingState } from '../serving/serving.rules.ts';
import { moveStock, portionsLeft } from '../stock/stock.service.ts';
import { takeAllowance, takeTier } from './limits.service.ts';
import { MealOrder } from './meal-order.entity.ts';
import type { OrderMealInput } from './order-meal.inputs.ts';
import type { OrderMealErrorCode } from './order-meal.payloads.ts';
import { codeDigits } from './pickup-code.rules.ts';

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
  // Whoever comes when it is all gone waits for nobody's lock to hear it.
  if (remainingOf(serving) < quantity) return soldOut(remainingOf(serving));

  const limit = serving.canteenRef.getEntity().dailyLimit;
  if (!(await takeAllowance(tx, serving, workerId, quantity, limit))) {
    return refuse('DAILY_LIMIT', { path: ['quantity'], rule: 'M4', details: { limit } });
  }
  const offers = tiersFor(await eaterOf(tx, workerId), { on: serving.on, today: dayOf(now) }, serving.prices);
  const offer = await takeTier(tx, offers, { workerId, on: serving.on, quantity });
  if (!offer) return refuse('NO_PRICE', { path: ['servingId'], rule: 'M4' });
  const orderId = newId('ord');
  // The last lock an order takes: the row is everybody's.
  const moved = await moveStock(tx, { servingId, kind: 'SALE', quantity: -quantity, at: now, orderId });
  if (!moved) return soldOut(await portionsLeft(tx, servingId));

  const price = serving.prices[offer.tier] ?? 0;
  const share = offer.paidBy ? employerShare(serving.prices, offer.tier) : 0;
  const order = [orderId, workerId, servingId, quantity, offer.tier, price, now];
  await insertWithFreshCode(tx, [...order, offer.paidBy?.enterpriseId ?? null, share]);
  return ok(await tx.findOneOrFail(MealOrder, orderId));
}

const soldOut = (remaining: number) => refuse('SOLD_OUT', { path: ['quantity'], rule: 'M1', details: { remaining } });

/** Two orders of a serving never share a code: the second draws again. */
async function insertWithFreshCode(tx: EntityManager, order: readonly unknown[]): Promise<void> {
  const draw = () => String(randomInt(10 ** codeDigits)).padStart(codeDigits, '0');
  const insert = `insert into meal_order
      (id, worker_id, serving_id, quantity, tier, price_fen, ordered_at, enterprise_id, employer_share_fen, pickup_code)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (serving_id, pickup_code) do nothing returning id`;
  while ((await sql(tx, insert, [...order, draw()])).length === 0);
}

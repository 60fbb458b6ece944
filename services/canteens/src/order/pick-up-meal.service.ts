import type { EntityManager } from '@mikro-orm/postgresql';
import { badInput, type Caller, ok, refuse, type Result, sql } from '@millgate/kit';
import { worksAt } from '../serving/counter.policy.ts';
import { MealServing } from '../serving/serving.entity.ts';
import { MealOrder, MealOrderState } from './meal-order.entity.ts';
import type { PickUpMealInput } from './pick-up-meal.inputs.ts';
import type { PickUpMealErrorCode } from './pick-up-meal.payloads.ts';
import { readQr } from './pickup-code.rules.ts';

type Refusal = keyof typeof PickUpMealErrorCode;

export interface PickingUp {
  readonly caller: Caller;
  readonly now: Date;
  readonly input: PickUpMealInput;
}

/**
 * Hands an order over, once (M3). Without an idempotency key: of two counters that scan one code, one must hear that it
 * was used, and a counter whose answer was lost hears when.
 */
export const pickUpMeal = (em: EntityManager, { caller, now, input }: PickingUp): Promise<Result<MealOrder, Refusal>> =>
  em.transactional(async (tx) => {
    const { servingId, code, path } = shown(input);
    const serving = await tx.findOne(MealServing, servingId);
    const unknown = refuse('CODE_UNKNOWN', { path, rule: 'M3' });
    if (!serving || !worksAt(caller, serving.canteenRef.id)) return unknown;
    const handedOver = await sql<{ id: string }>(
      tx,
      `update meal_order set state = 'PICKED_UP', ended_at = ?
        where serving_id = ? and pickup_code = ? and state = 'CONFIRMED' and ?::timestamptz < ? returning id`,
      [now, servingId, code, now, serving.pickupUntil],
    );
    const order = await tx.findOne(MealOrder, { servingRef: servingId, pickupCode: code });
    if (!order) return unknown;
    if (handedOver.length > 0) return ok(order);
    const [reason, at] = whyNot(order, serving);
    return refuse(reason, { path, rule: 'M3', ...(at ? { details: { at } } : {}) });
  });

function shown({ qr, servingId, code }: PickUpMealInput) {
  if (qr) {
    const read = readQr(qr);
    if (!read) throw badInput('This is not the QR code of a meal.', ['input', 'qr'], 'qr');
    return { ...read, path: ['qr'] };
  }
  if (!servingId || !code) throw badInput('Either `qr`, or `servingId` and `code`.', ['input'], 'qrOrCode');
  return { servingId, code, path: ['code'] };
}

function whyNot(order: MealOrder, serving: MealServing): [Refusal, Date | null] {
  if (order.state === MealOrderState.PICKED_UP) return ['ALREADY_PICKED_UP', order.endedAt];
  if (order.state === MealOrderState.CANCELLED) return ['CANCELLED', null];
  return ['TOO_LATE', serving.pickupUntil];
}

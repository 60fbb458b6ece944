import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { type Caller, callerKey, ok, once, refuse, type Result } from '@millgate/kit';
import { MealOrder, MealOrderState } from '../order/meal-order.entity.ts';
import { requireCounter } from '../serving/counter.policy.ts';
import type { AddPortionsInput, RecordWasteInput, RecountServingInput } from '../serving/kitchen.inputs.ts';
import { MealServing } from '../serving/serving.entity.ts';
import type { AddPortionsErrorCode, RecordWasteErrorCode, RecountServingErrorCode } from './restock.payloads.ts';
import { ordersInTheWay } from './stock.rules.ts';
import { moveStock, portionsLeft } from './stock.service.ts';

interface Restocking<Input> {
  readonly caller: Caller;
  readonly now: Date;
  readonly input: Input;
}

const notFound = refuse('SERVING_NOT_FOUND', { path: ['servingId'], rule: 'serving' });

export const addPortions = (
  em: EntityManager,
  adding: Restocking<AddPortionsInput>,
): Promise<Result<MealServing, keyof typeof AddPortionsErrorCode>> =>
  restock(em, 'addPortions', adding, async (tx, serving) => {
    const { input, now, caller } = adding;
    if (now >= serving.pickupUntil) return refuse('SERVING_OVER', { path: ['servingId'], rule: 'M3' });
    await moveStock(tx, {
      servingId: serving.id,
      kind: 'ADD',
      quantity: input.portions,
      at: now,
      actor: callerKey(caller),
    });
    return ok(serving);
  });

/** Sets how many there are. Never below what is sold: that is refused with the orders that stand in the way (M2). */
export const recountServing = (
  em: EntityManager,
  recounting: Restocking<RecountServingInput>,
): Promise<Result<MealServing, keyof typeof RecountServingErrorCode>> =>
  restock(em, 'recountServing', recounting, async (tx, serving) => {
    const { input, now, caller } = recounting;
    const quantity = input.planned - serving.planned;
    if (quantity === 0) return ok(serving);
    const moved = await moveStock(tx, {
      servingId: serving.id,
      kind: 'RECOUNT',
      quantity,
      at: now,
      actor: callerKey(caller),
    });
    if (moved) return ok(serving);
    const taken = serving.sold + serving.oversold + serving.wasted;
    const waiting = await tx.find(
      MealOrder,
      { servingRef: serving.id, state: MealOrderState.CONFIRMED },
      { orderBy: { id: 'desc' } },
    );
    const shortfall = taken - input.planned;
    const inTheWay = ordersInTheWay(waiting, shortfall).map(({ id }) => id);
    return refuse('BELOW_SOLD', {
      path: ['planned'],
      rule: 'M2',
      details: { taken, shortfall, ordersInTheWay: inTheWay.length, orderIds: inTheWay.slice(0, 100) },
    });
  });

export const recordWaste = (
  em: EntityManager,
  wasting: Restocking<RecordWasteInput>,
): Promise<Result<MealServing, keyof typeof RecordWasteErrorCode>> =>
  restock(em, 'recordWaste', wasting, async (tx, serving) => {
    const { input, now, caller } = wasting;
    const move = { servingId: serving.id, kind: 'WASTE', quantity: -input.portions, at: now } as const;
    if (await moveStock(tx, { ...move, actor: callerKey(caller) })) return ok(serving);
    const remaining = await portionsLeft(tx, serving.id);
    return refuse('MORE_THAN_LEFT', { path: ['portions'], rule: 'M1', details: { remaining } });
  });

type Restock = { readonly idempotencyKey: string; readonly servingId: string };

/** Staff hold the serving's row while they look and write: a recount is about what is there now. */
async function restock<Input extends Restock, Code extends string>(
  em: EntityManager,
  mutation: string,
  { caller, now, input }: Restocking<Input>,
  effect: (tx: EntityManager, serving: MealServing) => Promise<Result<MealServing, Code>>,
): Promise<Result<MealServing, Code | 'SERVING_NOT_FOUND'>> {
  const current = (tx: EntityManager, id: string) => tx.findOneOrFail(MealServing, id, { refresh: true });
  return em.transactional((tx) =>
    once<MealServing, Code | 'SERVING_NOT_FOUND'>(
      tx,
      { caller, mutation, key: input.idempotencyKey, input, now, keep: 'DAYS_30' },
      { idOf: ({ id }) => id, find: (id) => current(tx, id) },
      async (inner) => {
        const serving = await inner.findOne(MealServing, input.servingId, {
          lockMode: LockMode.PESSIMISTIC_WRITE,
          refresh: true,
        });
        if (!serving) return notFound;
        requireCounter(caller, serving.canteenRef.id);
        const result = await effect(inner, serving);
        return result.ok ? ok(await current(inner, serving.id)) : result;
      },
    ),
  );
}

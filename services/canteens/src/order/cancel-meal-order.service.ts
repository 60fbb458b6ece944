import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { type Caller, callerKey, isSelf, ok, once, refuse, type Result } from '@millgate/kit';
import { worksAt } from '../serving/counter.policy.ts';
import { MealServing } from '../serving/serving.entity.ts';
import { moveStock } from '../stock/stock.service.ts';
import type { BuyBackMealOrderInput, CancelMealOrderInput } from './cancel-meal-order.inputs.ts';
import type { BuyBackMealOrderErrorCode, CancelMealOrderErrorCode } from './cancel-meal-order.payloads.ts';
import { giveBack } from './limits.service.ts';
import { MealOrder, MealOrderState, OrderCanceller } from './meal-order.entity.ts';

export interface Cancelling {
  readonly caller: Caller;
  readonly now: Date;
  readonly input: CancelMealOrderInput;
}

/** Her own order, before the cut-off (M3): exactly its portions can be ordered again. */
export const cancelMealOrder = (
  em: EntityManager,
  cancelling: Cancelling,
): Promise<Result<MealOrder, keyof typeof CancelMealOrderErrorCode>> =>
  ending(em, 'cancelMealOrder', cancelling, async (tx) => {
    const { caller, now, input } = cancelling;
    const order = await lockedOrder(tx, input.orderId);
    if (!order || !isSelf(caller, order.workerId)) return notFound;
    if (order.state !== MealOrderState.CONFIRMED) return alreadyEnded(order);
    const serving = await tx.findOneOrFail(MealServing, order.servingRef.id);
    if (now >= serving.cutoffAt) return refuse('PAST_CUTOFF', { path: ['orderId'], rule: 'M3' });
    return ok(await release(tx, { order, serving, now, caller, by: OrderCanceller.WORKER }));
  });

/** What the canteen cannot serve (M2): by the counter, also after the cut-off, as long as nobody has eaten it. */
export const buyBackMealOrder = (
  em: EntityManager,
  buying: Omit<Cancelling, 'input'> & { readonly input: BuyBackMealOrderInput },
): Promise<Result<MealOrder, keyof typeof BuyBackMealOrderErrorCode>> =>
  ending(em, 'buyBackMealOrder', buying, async (tx) => {
    const order = await lockedOrder(tx, buying.input.orderId);
    const serving = order && (await tx.findOneOrFail(MealServing, order.servingRef.id));
    if (!order || !serving || !worksAt(buying.caller, serving.canteenRef.id)) return notFound;
    if (order.state !== MealOrderState.CONFIRMED) return alreadyEnded(order);
    return ok(
      await release(tx, { order, serving, now: buying.now, caller: buying.caller, by: OrderCanceller.CANTEEN }),
    );
  });

const ending = <Code extends string>(
  em: EntityManager,
  mutation: string,
  { caller, now, input }: Cancelling,
  effect: (tx: EntityManager) => Promise<Result<MealOrder, Code>>,
): Promise<Result<MealOrder, Code>> =>
  em.transactional((tx) =>
    once(
      tx,
      { caller, mutation, key: input.idempotencyKey, input, now, keep: 'DAYS_30' },
      { idOf: (order) => order.id, find: (id) => tx.findOneOrFail(MealOrder, id) },
      effect,
    ),
  );

/** Whoever ends an order holds its row first: of two who cancel it, or hand it over, at once, one finds it ended. */
const lockedOrder = (tx: EntityManager, id: string) =>
  tx.findOne(MealOrder, id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });

const notFound = refuse('ORDER_NOT_FOUND', { path: ['orderId'], rule: 'order' });
const alreadyEnded = ({ state }: MealOrder) =>
  refuse('ALREADY_ENDED', { path: ['orderId'], rule: 'M3', details: { state } });

async function release(
  tx: EntityManager,
  ended: { order: MealOrder; serving: MealServing; now: Date; caller: Caller; by: OrderCanceller },
): Promise<MealOrder> {
  const { order, serving, now, caller, by } = ended;
  Object.assign(order, { state: MealOrderState.CANCELLED, endedAt: now, cancelledBy: by });
  await tx.flush();
  await giveBack(tx, order, serving);
  await moveStock(tx, {
    servingId: serving.id,
    kind: 'RELEASE',
    quantity: order.quantity,
    at: now,
    orderId: order.id,
    ...(by === OrderCanceller.CANTEEN ? { actor: callerKey(caller) } : {}),
  });
  return order;
}

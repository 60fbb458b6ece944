import type { EntityManager } from '@mikro-orm/postgresql';
import {
  badInput,
  brokenConstraint,
  type Caller,
  callerKey,
  newId,
  ok,
  once,
  refuse,
  type Result,
} from '@millgate/kit';
import { Canteen } from '../canteen/canteen.entity.ts';
import type { TierPrices } from '../plan/price-tier.ts';
import { moveStock } from '../stock/stock.service.ts';
import { requireCounter } from './counter.policy.ts';
import type { PlanServingInput } from './kitchen.inputs.ts';
import type { PlanServingErrorCode } from './plan-serving.payloads.ts';
import { servingTimes } from './plan-serving.rules.ts';
import { MealServing, MenuItem } from './serving.entity.ts';

type Refusal = keyof typeof PlanServingErrorCode;

export interface Planning {
  readonly caller: Caller;
  readonly now: Date;
  readonly input: PlanServingInput;
}

/** Puts a dish on the menu of a day. Its portions come with the first move of its ledger. */
export const planServing = (em: EntityManager, planning: Planning): Promise<Result<MealServing, Refusal>> =>
  em.transactional((tx) =>
    once(
      tx,
      {
        caller: planning.caller,
        mutation: 'planServing',
        key: planning.input.idempotencyKey,
        input: planning.input,
        now: planning.now,
        keep: 'DAYS_30',
      },
      { idOf: ({ id }) => id, find: (id) => tx.findOneOrFail(MealServing, id) },
      (inner) => plan(inner, planning),
    ),
  );

async function plan(tx: EntityManager, { caller, now, input }: Planning): Promise<Result<MealServing, Refusal>> {
  const canteen = await tx.findOne(Canteen, input.canteenId);
  if (!canteen) return refuse('CANTEEN_NOT_FOUND', { path: ['canteenId'], rule: 'canteen' });
  requireCounter(caller, canteen.id);
  if (!(await tx.findOne(MenuItem, input.itemId))) return refuse('ITEM_NOT_FOUND', { path: ['itemId'], rule: 'item' });
  const hours = canteen.mealHours.find(({ period }) => period === input.period);
  const times = servingTimes(input, hours, input.on, now);
  if (!times.ok) return times;
  const prices = pricesOf(input) ?? canteen.tierPrices;
  if (Object.keys(prices).length === 0) return refuse('NO_PRICES', { path: ['prices'], rule: 'prices' });

  const id = newId('srv');
  const { canteenId, itemId, on, period, planned } = input;
  try {
    await tx.transactional(async (attempt) => {
      const row = { id, canteenRef: canteenId, itemRef: itemId, on, period, planned: 0, prices, ...times.value };
      attempt.create(MealServing, row);
      await attempt.flush();
    });
  } catch (cause) {
    if (brokenConstraint(cause) !== 'meal_serving_once') throw cause;
    const existing = await tx.findOneOrFail(MealServing, { canteenRef: canteenId, itemRef: itemId, on, period });
    return refuse('ALREADY_PLANNED', { path: ['itemId'], rule: 'menu', details: { existingId: existing.id } });
  }
  await moveStock(tx, { servingId: id, kind: 'PLAN', quantity: planned, at: now, actor: callerKey(caller) });
  return ok(await tx.findOneOrFail(MealServing, id, { refresh: true }));
}

function pricesOf({ prices }: PlanServingInput): TierPrices | null {
  if (!prices) return null;
  const byTier = Object.fromEntries(prices.map(({ tier, fen }) => [tier, fen]));
  if (Object.keys(byTier).length < prices.length)
    throw badInput('A tier has one price.', ['input', 'prices'], 'oncePerTier');
  return byTier;
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { type Caller, dayOf, holds, newId, ok, once, refuse, type Result, sql } from '@millgate/kit';
import { MealPlan } from './meal-plan.entity.ts';
import { PriceTier } from './price-tier.ts';
import type { EndMealPlanInput, SetMealPlanInput } from './set-meal-plan.inputs.ts';
import type { EndMealPlanErrorCode, SetMealPlanErrorCode } from './set-meal-plan.payloads.ts';

interface Setting<Input> {
  readonly caller: Caller;
  readonly now: Date;
  readonly input: Input;
}

const remembered = (tx: EntityManager) => ({
  idOf: ({ id }: MealPlan) => id,
  find: (id: string) => tx.findOneOrFail(MealPlan, id),
});

/** From a day on; the plan in force on that day ends there. Orders placed before keep their price (M5). */
export const setMealPlan = (
  em: EntityManager,
  { caller, now, input }: Setting<SetMealPlanInput>,
): Promise<Result<MealPlan, keyof typeof SetMealPlanErrorCode>> =>
  em.transactional((tx) =>
    once(
      tx,
      { caller, mutation: 'setMealPlan', key: input.idempotencyKey, input, now, keep: 'DAYS_30' },
      remembered(tx),
      async (inner) => {
        const { enterpriseId, from, until = null, perDay } = input;
        if (!holds(caller, 'HR', enterpriseId))
          return refuse('ENTERPRISE_NOT_FOUND', { path: ['enterpriseId'], rule: 'enterprise' });
        if (from < dayOf(now)) return refuse('IN_THE_PAST', { path: ['from'], rule: 'M5' });
        if (until !== null && until <= from) return refuse('BAD_PERIOD', { path: ['until'], rule: 'period' });
        const plans = await plansOf(inner, enterpriseId);
        const current = plans.find((plan) => plan.from < from && (plan.until === null || from < plan.until));
        const later = plans.find((plan) => plan.from >= from && (until === null || plan.from < until));
        if (later) return refuse('LATER_PLAN_EXISTS', { path: ['from'], rule: 'period', details: { on: later.from } });
        if (current) current.until = from;
        await inner.flush();
        const tier = PriceTier.ENTERPRISE_SUBSIDISED;
        const plan = inner.create(MealPlan, { id: newId('mpl'), enterpriseId, tier, perDay, from, until });
        await inner.flush();
        return ok(plan);
      },
    ),
  );

export const endMealPlan = (
  em: EntityManager,
  { caller, now, input }: Setting<EndMealPlanInput>,
): Promise<Result<MealPlan, keyof typeof EndMealPlanErrorCode>> =>
  em.transactional((tx) =>
    once(
      tx,
      { caller, mutation: 'endMealPlan', key: input.idempotencyKey, input, now, keep: 'DAYS_30' },
      remembered(tx),
      async (inner) => {
        const named = await inner.findOne(MealPlan, input.planId);
        if (!named || !holds(caller, 'HR', named.enterpriseId))
          return refuse('PLAN_NOT_FOUND', { path: ['planId'], rule: 'plan' });
        const plan = (await plansOf(inner, named.enterpriseId)).find(({ id }) => id === named.id) ?? named;
        if (input.until <= dayOf(now) || input.until <= plan.from)
          return refuse('TOO_EARLY', { path: ['until'], rule: 'M5' });
        if (plan.until !== null && plan.until < input.until)
          return refuse('ENDS_EARLIER', { path: ['until'], rule: 'period', details: { on: plan.until } });
        plan.until = input.until;
        await inner.flush();
        return ok(plan);
      },
    ),
  );

/**
 * The plans of an enterprise, in order, for one writer at a time. The enterprise's row is another subgraph's: its name is
 * locked instead. Two that break the exclusion constraint on each other may also wait for each other.
 */
async function plansOf(tx: EntityManager, enterpriseId: string): Promise<MealPlan[]> {
  await sql(tx, `select pg_advisory_xact_lock(hashtextextended('meal_plan ' || ?::text, 0))`, [enterpriseId]);
  return tx.find(MealPlan, { enterpriseId }, { orderBy: { from: 'asc' }, refresh: true });
}

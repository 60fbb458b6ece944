import { type CalendarDay, holdsOn, type Period } from '@millgate/kit';
import type { PriceTier, TierPrices } from './price-tier.ts';

export interface Eater {
  /** Employments on the day of the meal, with the plan of each employer if it has one. */
  readonly employments: readonly (Period & {
    readonly plan: (Period & { readonly tier: PriceTier; readonly perDay: number }) | null;
  })[];
  /** Portions the eater has already ordered for the day at a plan's tier. */
  readonly subsidisedToday: number;
}

/**
 * The tier a person orders in on a day (M4): the employer's plan while it holds and its daily portions are not used up,
 * else the workers' price for whoever is employed, else the public one. A tier the serving does not sell is passed over.
 */
export function tierFor(eater: Eater, day: CalendarDay, quantity: number, sold: TierPrices): PriceTier | null {
  const employed = eater.employments.filter((employment) => holdsOn(employment, day));
  const plan = employed.map((employment) => employment.plan).find((one) => one && holdsOn(one, day));
  const wanted: PriceTier[] = [];
  if (plan && eater.subsidisedToday + quantity <= plan.perDay) wanted.push(plan.tier);
  if (employed.length > 0) wanted.push('WORKER' as PriceTier);
  wanted.push('PUBLIC' as PriceTier);
  return wanted.find((tier) => sold[tier] !== undefined) ?? null;
}

import { type CalendarDay, holdsOn, type Period } from '@millgate/kit';
import type { PriceTier, TierPrices } from './price-tier.ts';

export interface Plan extends Period {
  readonly tier: PriceTier;
  readonly perDay: number;
}

export interface Eater {
  /** Every employment known of the eater, with the plans of the employer. */
  readonly employments: readonly (Period & { readonly enterpriseId: string; readonly plans: readonly Plan[] })[];
}

/** A tier in which somebody may order; one that an employer pays for only while its daily portions last. */
export interface TierOffer {
  readonly tier: PriceTier;
  readonly paidBy: { readonly enterpriseId: string; readonly perDay: number } | null;
}

/**
 * The tiers a person may order in on a day (M4), the preferred one first: the employer's plan while it holds, the
 * workers' price for whoever is employed, the public one. A tier the serving does not sell is passed over.
 */
export function tiersFor(eater: Eater, day: CalendarDay, sold: TierPrices): TierOffer[] {
  const employed = eater.employments.filter((employment) => holdsOn(employment, day));
  const offers: TierOffer[] = employed.flatMap(({ enterpriseId, plans }) =>
    plans.filter((plan) => holdsOn(plan, day)).map(({ tier, perDay }) => ({ tier, paidBy: { enterpriseId, perDay } })),
  );
  if (employed.length > 0) offers.push({ tier: 'WORKER' as PriceTier, paidBy: null });
  offers.push({ tier: 'PUBLIC' as PriceTier, paidBy: null });
  return offers.filter(({ tier }) => sold[tier] !== undefined);
}

/** What an employer adds to a portion: the workers' price less the one its employee pays. In fen. */
export const employerShare = (prices: TierPrices, tier: PriceTier): number =>
  Math.max(0, (prices.WORKER ?? 0) - (prices[tier] ?? 0));

import { type CalendarDay, holdsOn, type Period } from '@millgate/kit';
import type { PriceTier, TierPrices } from './price-tier.ts';

export interface Plan extends Period {
  readonly tier: PriceTier;
  readonly perDay: number;
}

export interface Eater {
  /** Every employment known of the eater, with the plans of the employer. */
  readonly employments: readonly (Period & { readonly enterpriseId: string; readonly plans: readonly Plan[] })[];
  /** The day since which it is known that she is an elder; null for others. */
  readonly elderSince: CalendarDay | null;
}

/** A tier in which somebody may order; one that an employer pays for only while its daily portions last. */
export interface TierOffer {
  readonly tier: PriceTier;
  readonly paidBy: { readonly enterpriseId: string; readonly perDay: number } | null;
}

/**
 * The tiers a person may order in on a day (M4), the preferred one first: the employer's plan while it holds, then the
 * cheapest of those that she pays alone: the elders' price for an elder, the workers' for whoever is employed, the public
 * one. A tier the serving does not sell is passed over.
 */
export function tiersFor(
  { employments, elderSince }: Eater,
  { on, today }: { readonly on: CalendarDay; readonly today: CalendarDay },
  sold: TierPrices,
): TierOffer[] {
  const employed = employments.filter((employment) => holdsOn(employment, on));
  const paid: TierOffer[] = employed.flatMap(({ enterpriseId, plans }) =>
    plans.filter((plan) => holdsOn(plan, on)).map(({ tier, perDay }) => ({ tier, paidBy: { enterpriseId, perDay } })),
  );
  const alone = ['PUBLIC' as PriceTier];
  if (employed.length > 0) alone.unshift('WORKER' as PriceTier);
  if (elderSince !== null && elderSince <= today) alone.unshift('ELDER' as PriceTier);
  const byPrice = alone.toSorted((a, b) => (sold[a] ?? Infinity) - (sold[b] ?? Infinity));
  return [...paid, ...byPrice.map((tier) => ({ tier, paidBy: null }))].filter(({ tier }) => sold[tier] !== undefined);
}

/** What an employer adds to a portion: the workers' price less the one its employee pays. In fen. */
export const employerShare = (prices: TierPrices, tier: PriceTier): number =>
  Math.max(0, (prices.WORKER ?? 0) - (prices[tier] ?? 0));

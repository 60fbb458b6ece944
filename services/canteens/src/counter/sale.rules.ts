import type { PriceTier, TierPrices } from '../plan/price-tier.ts';

export interface SaleTold {
  readonly number: string;
  readonly servingId: string;
  readonly quantity: number;
  readonly tier: PriceTier;
}

/** What one portion costs at the counter; an employer's price is for orders, which name who eats. */
export const counterPrice = (prices: TierPrices, tier: PriceTier): number | null =>
  tier === ('ENTERPRISE_SUBSIDISED' as PriceTier) ? null : (prices[tier] ?? null);

/** Whether a sale told again is the sale that was told before. */
export const sameSale = (a: SaleTold, b: SaleTold): boolean =>
  a.servingId === b.servingId && a.quantity === b.quantity && a.tier === b.tier;

import { Money } from '@millgate/kit';
import { Field, ObjectType, registerEnumType } from 'type-graphql';

export enum PriceTier {
  WORKER = 'WORKER',
  ENTERPRISE_SUBSIDISED = 'ENTERPRISE_SUBSIDISED',
  ELDER = 'ELDER',
  PUBLIC = 'PUBLIC',
}

registerEnumType(PriceTier, {
  name: 'PriceTier',
  description: 'Who pays which price for a meal.',
  valuesConfig: {
    WORKER: { description: 'Somebody employed in the community.' },
    ENTERPRISE_SUBSIDISED: { description: 'An employee whose enterprise pays part, under a meal plan.' },
    ELDER: { description: 'An elderly resident.' },
    PUBLIC: { description: 'Everybody else.' },
  },
});

/** Fen a portion, by tier. A tier that is absent is not sold. */
export type TierPrices = Readonly<Partial<Record<PriceTier, number>>>;

@ObjectType({ description: 'What one portion costs in one tier.' })
export class ServingPrice {
  @Field(() => PriceTier, { description: 'Who pays this price.' }) tier!: PriceTier;
  @Field(() => Money, { description: 'Price of one portion.' }) price!: Money;
}

export const pricesByTier = (prices: TierPrices): ServingPrice[] =>
  Object.entries(prices).map(([tier, fen]) => ({ tier: tier as PriceTier, price: Money.fen(fen) }));

import { Embedded, Entity, Enum, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt } from '@mikro-orm/postgresql';
import { connectionOf, type Context, GeoPoint, Lang, langArgument, LocalizedText } from '@millgate/kit';
import { Arg, Ctx, Directive, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Community, Property as HousingProperty } from '../links/links.stub.ts';
import { pricesByTier, ServingPrice, type TierPrices } from '../plan/price-tier.ts';
import { MealPeriod } from '../serving/meal-period.ts';

export enum CanteenKind {
  SHARED = 'SHARED',
  APARTMENT = 'APARTMENT',
  BREAKFAST_STATION = 'BREAKFAST_STATION',
  ELDERS = 'ELDERS',
}

registerEnumType(CanteenKind, {
  name: 'CanteenKind',
  description: 'For whom a canteen mainly cooks.',
  valuesConfig: {
    SHARED: { description: 'For everybody who works in the community.' },
    APARTMENT: { description: 'For the tenants of an apartment building.' },
    BREAKFAST_STATION: { description: 'Breakfast to take away, on the way to work.' },
    ELDERS: { description: 'For elderly residents.' },
  },
});

@ObjectType({ description: 'When a canteen serves one meal of the day, in the community’s zone.' })
export class MealHours {
  @Field(() => MealPeriod, { description: 'The meal.' }) period!: MealPeriod;
  @Field(() => String, { description: 'When the counter opens, `HH:MM`.' }) opensAt!: string;
  @Field(() => String, { description: 'Until when meals are handed out, `HH:MM`.' }) closesAt!: string;
  @Field(() => String, { description: 'First time at which the meal can no longer be ordered, `HH:MM`.' })
  cutoffAt!: string;
}

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A place that cooks and serves meals.' })
export class Canteen {
  @Field(() => ID, { description: 'Opaque id, `can_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  @Field(() => CanteenKind, { description: 'For whom it mainly cooks.' })
  @Enum({ items: () => CanteenKind, type: 'text' })
  kind!: CanteenKind;

  @Field(() => Int, { description: 'How many can sit at once.' })
  @Property({ type: 'int' })
  seats!: number;

  @Field(() => String, { description: 'Opening time of the day, `HH:MM` in the community’s zone.' })
  @Property({ type: 'text' })
  opensAt!: string;

  @Field(() => String, { description: 'Closing time of the day, `HH:MM` in the community’s zone.' })
  @Property({ type: 'text' })
  closesAt!: string;

  @Field(() => Int, { description: 'Most portions one person may order of one period of one day.' })
  @Property({ type: 'int' })
  dailyLimit!: number;

  @Embedded(() => LocalizedText, { prefix: 'place_' })
  places: Opt<LocalizedText> = LocalizedText.of('', '');

  @Field(() => [MealHours], { description: 'When it serves which meal.' })
  @Property({ type: 'json' })
  mealHours: Opt<MealHours[]> = [];

  /** Fen by tier, for servings that name no prices of their own. */
  @Property({ type: 'json' })
  tierPrices: Opt<TierPrices> = {};

  @Property({ type: 'text' })
  communityId!: string;

  @Property({ type: 'text', nullable: true })
  propertyId: string | null = null;

  @Field(() => GeoPoint, { nullable: true, description: 'Where it lies; null where that is not known.' })
  @Embedded(() => GeoPoint, { prefix: false, nullable: true })
  location: GeoPoint | null = null;

  @Field(() => String, { description: 'What people call it.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }

  @Field(() => String, {
    nullable: true,
    description: 'Where it is, for a person to find; null if nobody wrote it down.',
  })
  place(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string | null {
    return context.text(this.places, lang) || null;
  }

  @Field(() => [ServingPrice], {
    description: 'What a portion costs, by tier, unless the serving says otherwise; a tier that is absent is not sold.',
  })
  priceTiers(): ServingPrice[] {
    return pricesByTier(this.tierPrices);
  }

  @Field(() => Community, { nullable: true, description: 'The community it belongs to.' })
  community(): Community {
    return { id: this.communityId };
  }

  @Field(() => HousingProperty, {
    nullable: true,
    description: 'The apartment building it is part of; null for one of its own.',
  })
  property(): HousingProperty | null {
    return this.propertyId === null ? null : { id: this.propertyId };
  }
}

export const CanteenConnection = connectionOf(Canteen);

import { Embedded, Entity, Enum, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Opt, Ref } from '@mikro-orm/postgresql';
import {
  connectionOf,
  type Context,
  DateScalar,
  DateTimeScalar,
  Lang,
  langArgument,
  loadById,
  LocalizedText,
} from '@millgate/kit';
import { Arg, Ctx, Directive, Field, Float, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Canteen } from '../canteen/canteen.entity.ts';
import { pricesByTier, ServingPrice, type TierPrices } from '../plan/price-tier.ts';
import { MealPeriod } from './meal-period.ts';
import { remainingOf, servingState, ServingState } from './serving.rules.ts';

registerEnumType(ServingState, {
  name: 'ServingState',
  description: 'What can be done with a serving at the instant of the request.',
  valuesConfig: {
    PLANNED: { description: 'Ordering has not begun.' },
    OPEN: { description: 'Can be ordered.' },
    SOLD_OUT: { description: 'Ordering is open, and nothing is left; a cancellation makes it OPEN again.' },
    CLOSED: { description: 'The cut-off has passed.' },
  },
});

@ObjectType({ description: 'What one portion holds, as the kitchen states it. What was not analysed is null.' })
export class Nutrition {
  @Field(() => Int, { nullable: true, description: 'Energy in kilojoules.' }) energyKj!: number | null;
  @Field(() => Float, { nullable: true, description: 'Protein in grams.' }) proteinG!: number | null;
  @Field(() => Float, { nullable: true, description: 'Fat in grams.' }) fatG!: number | null;
  @Field(() => Float, { nullable: true, description: 'Carbohydrate in grams.' }) carbohydrateG!: number | null;
  @Field(() => Int, { nullable: true, description: 'Sodium in milligrams.' }) sodiumMg!: number | null;
}

@Entity()
@ObjectType({ description: 'A dish or set meal that canteens put on their menus.' })
export class MenuItem {
  @Field(() => ID, { description: 'Opaque id, `itm_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @Embedded(() => LocalizedText, { prefix: 'name_' })
  names!: LocalizedText;

  @Field(() => [String], { description: 'Allergens it contains, in the words of GB 7718, in English.' })
  @Property({ type: 'array', columnType: 'text[]' })
  allergens: string[] = [];

  @Field(() => Boolean, { description: 'Whether it is prepared halal.' })
  @Property({ type: 'boolean' })
  halal!: boolean;

  @Field(() => Nutrition, {
    nullable: true,
    description: 'What one portion holds; null if the kitchen states nothing.',
  })
  @Property({ type: 'json', nullable: true })
  nutrition: Nutrition | null = null;

  @Field(() => String, { description: 'What the menu calls it.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return context.text(this.names, lang);
  }
}

@Entity()
@Directive('@key(fields: "id")')
@ObjectType({ description: 'Portions of one dish, on one day, for one meal, in one canteen.' })
export class MealServing {
  @Field(() => ID, { description: 'Opaque id, `srv_…`.' })
  @PrimaryKey({ type: 'text' })
  id!: string;

  @ManyToOne(() => Canteen, { ref: true, fieldName: 'canteen_id' })
  canteenRef!: Ref<Canteen>;

  @ManyToOne(() => MenuItem, { ref: true, fieldName: 'item_id' })
  itemRef!: Ref<MenuItem>;

  @Field(() => DateScalar, { description: 'The day it is served.' })
  @Property({ type: 'date', fieldName: 'served_on' })
  on!: string;

  @Field(() => MealPeriod, { description: 'The meal of the day.' })
  @Enum({ items: () => MealPeriod, type: 'text' })
  period!: MealPeriod;

  @Field(() => Int, { description: 'Portions the kitchen plans to cook.' })
  @Property({ type: 'int' })
  planned!: number;

  @Field(() => Int, { description: 'Portions sold, in orders that were not cancelled and at the counter.' })
  @Property({ type: 'int' })
  sold: Opt<number> = 0;

  @Field(() => Int, { description: 'Portions that were cooked and thrown away.' })
  @Property({ type: 'int' })
  wasted: Opt<number> = 0;

  @Field(() => Int, {
    description:
      'Portions that a terminal without a connection sold although they were gone: so many orders cannot be served, unless more is cooked. Not contained in `sold`; above 0 only while nothing is left.',
  })
  @Property({ type: 'int' })
  oversold: Opt<number> = 0;

  /** Fen by tier. */
  @Property({ type: 'json' })
  prices!: TierPrices;

  @Field(() => DateTimeScalar, { description: 'First instant at which it can be ordered.' })
  @Property({ type: 'timestamptz' })
  orderFrom!: Date;

  @Field(() => DateTimeScalar, { description: 'First instant at which it can no longer be ordered or cancelled.' })
  @Property({ type: 'timestamptz' })
  cutoffAt!: Date;

  @Field(() => DateTimeScalar, { description: 'Until when an order is kept at the counter.' })
  @Property({ type: 'timestamptz' })
  pickupUntil!: Date;

  @Field(() => Int, { description: 'Portions that can still be ordered: planned less sold less wasted.' })
  remaining(): number {
    return remainingOf(this);
  }

  @Field(() => ServingState, { description: 'What can be done with it at the instant of the request.' })
  state(@Ctx() context: Context): ServingState {
    return servingState(this, context.now);
  }

  @Field(() => [ServingPrice], { description: 'What one portion costs, by tier.' })
  price(): ServingPrice[] {
    return pricesByTier(this.prices);
  }

  @Field(() => Canteen, { description: 'The canteen that serves it.' })
  async canteen(@Ctx() context: Context): Promise<Canteen | null> {
    return loadById(context, Canteen, this.canteenRef.id);
  }

  @Field(() => MenuItem, { description: 'The dish or set meal.' })
  async item(@Ctx() context: Context): Promise<MenuItem | null> {
    return loadById(context, MenuItem, this.itemRef.id);
  }
}

export const MenuItemConnection = connectionOf(MenuItem);
export const MealServingConnection = connectionOf(MealServing);

import { FiguresPoint, FiguresStub, Money } from '@millgate/kit';
import { Directive, Field, Float, Int, ObjectType } from 'type-graphql';
import type { DayOfMeals, MealTotals } from './meal-figures.rules.ts';

@Directive('@key(fields: "scopeId from to")')
@ObjectType('Figures')
export class Figures extends FiguresStub {}

@ObjectType({ description: 'Portions of one period of a series; by the day on which they were served.' })
export class MealFiguresPoint extends FiguresPoint {
  @Field(() => Int, { description: 'Portions planned.' }) planned!: number;
  @Field(() => Int, { description: 'Portions sold, by order and at the counter.' }) sold!: number;
  @Field(() => Int, { description: 'Ordered portions that were picked up.' }) pickedUp!: number;
  @Field(() => Int, { description: 'Ordered portions that nobody collected.' }) noShow!: number;
  @Field(() => Int, { description: 'Portions thrown away unsold.' }) wasted!: number;
  @Field(() => Float, {
    nullable: true,
    description: 'Sold of planned portions, in per cent; null if none was planned.',
  })
  sellThroughPercent!: number | null;
}

/** What was counted, and over which servings; what more is asked of them is counted when it is asked. */
@ObjectType({
  description:
    'Meals of the canteens of a scope, by the day on which they were served. Portions, not people, unless said otherwise.',
})
export class MealFigures {
  constructor(
    readonly total: MealTotals,
    readonly days: readonly DayOfMeals[],
    readonly of: { readonly communityIds: readonly string[]; readonly from: string; readonly to: string },
  ) {}

  @Field(() => Int, { description: 'Portions planned, added and recounted ones included.' })
  planned(): number {
    return this.total.planned;
  }

  @Field(() => Int, { description: 'Portions sold: in orders that were not cancelled, and at the counter.' })
  sold(): number {
    return this.total.sold;
  }

  @Field(() => Int, { description: 'Portions sold at the counter by a terminal without a connection although gone.' })
  oversold(): number {
    return this.total.oversold;
  }

  @Field(() => Int, { description: 'Portions sold at the counter.' })
  soldAtCounter(): number {
    return this.total.soldAtCounter;
  }

  @Field(() => Int, { description: 'Ordered portions that were picked up.' })
  pickedUp(): number {
    return this.total.pickedUp;
  }

  @Field(() => Int, { description: 'Ordered portions that nobody collected until the counter closed.' })
  noShow(): number {
    return this.total.noShow;
  }

  @Field(() => Int, { description: 'Portions thrown away unsold.' })
  wasted(): number {
    return this.total.wasted;
  }

  @Field(() => Money, {
    nullable: true,
    description: 'What buyers paid for a portion sold, on average, rounded to a fen; null if none was sold.',
  })
  averagePrice(): Money | null {
    const { paidFen, sold } = this.total;
    return sold === 0 ? null : Money.fen(Math.round(paidFen / sold));
  }
}

@ObjectType({ description: 'Servings of which nothing was left before ordering closed.' })
export class SoldOutFigures {
  @Field(() => Int, { description: 'How many servings.' }) servings!: number;
  @Field(() => Int, {
    nullable: true,
    description: 'Median of the minutes between the last portion’s going and the cut-off; null if there was none.',
  })
  medianMinutesBeforeCutoff!: number | null;
}

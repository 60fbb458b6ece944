import { DateScalar, DateTimeScalar, RepeatableInput } from '@millgate/kit';
import { ArrayMaxSize, ArrayMinSize, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { PriceTier } from '../plan/price-tier.ts';
import { MealPeriod } from './meal-period.ts';

@InputType({ description: 'What one portion costs in one tier.' })
export class ServingPriceInput {
  @Field(() => PriceTier, { description: 'Who pays this price.' })
  tier!: PriceTier;

  @Field(() => Int, { description: 'Price of one portion in fen, 0 to 1,000,000.' })
  @Min(0)
  @Max(1_000_000)
  fen!: number;
}

@InputType({ description: 'A dish, where and when it is served, and how many portions.' })
export class PlanServingInput extends RepeatableInput {
  @Field(() => ID, { description: 'The canteen.' })
  canteenId!: string;

  @Field(() => ID, { description: 'The dish.' })
  itemId!: string;

  @Field(() => DateScalar, { description: 'The day it is served.' })
  on!: string;

  @Field(() => MealPeriod, { description: 'The meal of the day.' })
  period!: MealPeriod;

  @Field(() => Int, { description: 'Portions, 1 to 10,000.' })
  @Min(1)
  @Max(10_000)
  planned!: number;

  @Field(() => [ServingPriceInput], {
    nullable: true,
    description:
      'What it costs, each tier once; a tier that is left out is not sold. Without it, the canteen’s prices.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(4)
  @ValidateNested()
  prices?: ServingPriceInput[] | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'First instant at which it can be ordered; without it, 08:00 two days before.',
  })
  orderFrom?: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'First instant at which it can no longer be ordered; without it, as the canteen’s hours have it.',
  })
  cutoffAt?: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until when an order is kept; without it, until the counter closes.',
  })
  pickupUntil?: Date | null;
}

@InputType({ description: 'How many more portions the kitchen cooks.' })
export class AddPortionsInput extends RepeatableInput {
  @Field(() => ID, { description: 'The serving.' })
  servingId!: string;

  @Field(() => Int, { description: 'Portions, 1 to 10,000.' })
  @Min(1)
  @Max(10_000)
  portions!: number;
}

@InputType({ description: 'How many portions there are in all, sold ones included.' })
export class RecountServingInput extends RepeatableInput {
  @Field(() => ID, { description: 'The serving.' })
  servingId!: string;

  @Field(() => Int, { description: 'Portions planned from now on, 0 to 10,000; sold and wasted ones included.' })
  @Min(0)
  @Max(10_000)
  planned!: number;
}

@InputType({ description: 'How many unsold portions were thrown away.' })
export class RecordWasteInput extends RepeatableInput {
  @Field(() => ID, { description: 'The serving.' })
  servingId!: string;

  @Field(() => Int, { description: 'Portions, 1 to 10,000.' })
  @Min(1)
  @Max(10_000)
  portions!: number;
}

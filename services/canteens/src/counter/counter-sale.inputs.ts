import { DateTimeScalar } from '@millgate/kit';
import { ArrayMaxSize, ArrayMinSize, Length, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { PriceTier } from '../plan/price-tier.ts';

@InputType({ description: 'What somebody buys at the counter who had not ordered.' })
export class SellAtCounterInput {
  @Field(() => String, { description: 'The terminal, 1 to 40 characters.' })
  @Length(1, 40)
  terminal!: string;

  @Field(() => String, {
    description:
      'The terminal’s own number of the sale, 1 to 60 characters, never used again. It makes the sale repeatable: the same number is one sale.',
  })
  @Length(1, 60)
  number!: string;

  @Field(() => ID, { description: 'The serving.' })
  servingId!: string;

  @Field(() => Int, { description: 'Portions, 1 to 100; all of them or none.' })
  @Min(1)
  @Max(100)
  quantity!: number;

  @Field(() => PriceTier, { description: 'The tier, as staff see it; not that of a meal plan, which is for orders.' })
  tier!: PriceTier;
}

@InputType({ description: 'One sale that a terminal made without a connection.' })
export class OfflineSaleInput {
  @Field(() => String, { description: 'The terminal’s own number of the sale, 1 to 60 characters, never used again.' })
  @Length(1, 60)
  number!: string;

  @Field(() => ID, { description: 'The serving.' })
  servingId!: string;

  @Field(() => Int, { description: 'Portions, 1 to 100.' })
  @Min(1)
  @Max(100)
  quantity!: number;

  @Field(() => PriceTier, { description: 'The tier it was sold in.' })
  tier!: PriceTier;

  @Field(() => DateTimeScalar, { description: 'When it was sold, by the terminal’s clock.' })
  soldAt!: Date;
}

@InputType({ description: 'The sales of a terminal that had no connection.' })
export class RecordCounterSalesInput {
  @Field(() => String, { description: 'The terminal, 1 to 40 characters.' })
  @Length(1, 40)
  terminal!: string;

  @Field(() => [OfflineSaleInput], {
    description:
      '1 to 200 sales. Those that were recorded before are not recorded again, so that a batch can be resent.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested()
  sales!: OfflineSaleInput[];
}

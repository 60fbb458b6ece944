import { IsOptional, Length, Max, Min } from 'class-validator';
import { DateScalar, LongScalar, RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType, Int } from 'type-graphql';

/** Which purchase, as it was last seen, and the day of what happened to it. */
@InputType()
export abstract class MovePurchaseInput extends RepeatableInput {
  @Field(() => ID, { description: 'The purchase.' })
  purchaseId!: string;

  @Field(() => Int, { description: 'The version that was last seen; another one is refused.' })
  @Min(1)
  expectedVersion!: number;

  @Field(() => DateScalar, { description: 'Day on which it happened: from the contract on, not after today.' })
  on!: string;
}

@InputType({ description: 'Which purchase was registered, when, and at what price.' })
export class RegisterPurchaseInput extends MovePurchaseInput {
  @Field(() => LongScalar, {
    nullable: true,
    description: 'Price of the contract in fen; none where it is not recorded.',
  })
  @IsOptional()
  @Min(0)
  @Max(100_000_000_000)
  priceFen?: number | null;
}

@InputType({ description: 'Which flat was handed over, and when.' })
export class DeliverHomeInput extends MovePurchaseInput {}

@InputType({ description: 'Which purchase is undone, when and why.' })
export class RescindPurchaseInput extends MovePurchaseInput {
  @Field(() => String, { description: 'Why, 1 to 500 characters; for the buyer and housing staff.' })
  @Length(1, 500)
  reason!: string;
}

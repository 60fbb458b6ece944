import { Length } from 'class-validator';
import { RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Which offer to decline, and why.' })
export class DeclineHousingOfferInput extends RepeatableInput {
  @Field(() => ID, { description: 'The lease that was offered to the caller.' })
  leaseId!: string;

  @Field(() => String, { description: 'Why, 1 to 500 characters; housing staff read it.' })
  @Length(1, 500)
  reason!: string;
}

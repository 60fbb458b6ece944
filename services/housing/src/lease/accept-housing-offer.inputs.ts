import { RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Which offer to accept.' })
export class AcceptHousingOfferInput extends RepeatableInput {
  @Field(() => ID, { description: 'The lease that was offered to the caller.' })
  leaseId!: string;
}

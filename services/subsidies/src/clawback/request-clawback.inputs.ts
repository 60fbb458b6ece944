import { Length } from 'class-validator';
import { RepeatableForEverInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Which money to claim back, and why.' })
export class RequestClawbackInput extends RepeatableForEverInput {
  @Field(() => ID, { description: 'The claim.' })
  claimId!: string;

  @Field(() => String, { description: 'Why, for the claimant to read, 1 to 2000 characters.' })
  @Length(1, 2000)
  reason!: string;
}

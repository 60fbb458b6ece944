import { Length } from 'class-validator';
import { RepeatableForEverInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';
import { ReviewVerdict } from './four-eyes.enums.ts';

@InputType({ description: 'An officer’s review of a claim.' })
export class DecideClaimInput extends RepeatableForEverInput {
  @Field(() => ID, { description: 'The claim.' })
  claimId!: string;

  @Field(() => ReviewVerdict, { description: 'What the officer finds.' })
  verdict!: ReviewVerdict;

  @Field(() => String, { description: 'Why, for the claimant to read, 1 to 2000 characters.' })
  @Length(1, 2000)
  reason!: string;
}

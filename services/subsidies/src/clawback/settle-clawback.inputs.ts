import { Length } from 'class-validator';
import { RepeatableForEverInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';
import { ClawbackOutcome } from './clawback.enums.ts';

@InputType({ description: 'What became of money that was claimed back.' })
export class SettleClawbackInput extends RepeatableForEverInput {
  @Field(() => ID, { description: 'The claim.' })
  claimId!: string;

  @Field(() => ClawbackOutcome, { description: 'Whether it came back, or is waived.' })
  outcome!: ClawbackOutcome;

  @Field(() => String, { description: 'Why, for the claimant to read, 1 to 2000 characters.' })
  @Length(1, 2000)
  reason!: string;
}

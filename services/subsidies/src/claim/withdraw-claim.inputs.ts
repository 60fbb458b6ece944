import { RepeatableForEverInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Which claim to take back.' })
export class WithdrawClaimInput extends RepeatableForEverInput {
  @Field(() => ID, { description: 'The claim.' })
  claimId!: string;
}

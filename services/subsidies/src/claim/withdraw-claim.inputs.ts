import { Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Which claim to take back.' })
export class WithdrawClaimInput {
  @Field(() => ID, {
    description:
      'Names this attempt, 1 to 100 characters of the client’s choice; sending it again gives the first answer again, for ever.',
  })
  @Length(1, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The claim.' })
  claimId!: string;
}

import { Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'What an officer finds of an appeal.' })
export class DecideAppealInput {
  @Field(() => ID, {
    description:
      'Names this attempt, 1 to 100 characters of the client’s choice; sending it again gives the first answer again, for ever.',
  })
  @Length(1, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The appeal.' })
  appealId!: string;

  @Field(() => Boolean, { description: 'Whether the claimant was right: the claim is then granted.' })
  upheld!: boolean;

  @Field(() => String, { description: 'The reasons, for the claimant to read, 1 to 4000 characters.' })
  @Length(1, 4000)
  finding!: string;
}

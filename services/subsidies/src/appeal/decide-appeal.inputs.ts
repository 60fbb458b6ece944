import { Length } from 'class-validator';
import { RepeatableForEverInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'What an officer finds of an appeal.' })
export class DecideAppealInput extends RepeatableForEverInput {
  @Field(() => ID, { description: 'The appeal.' })
  appealId!: string;

  @Field(() => Boolean, { description: 'Whether the claimant was right: the claim is then granted.' })
  upheld!: boolean;

  @Field(() => String, { description: 'The reasons, for the claimant to read, 1 to 4000 characters.' })
  @Length(1, 4000)
  finding!: string;
}

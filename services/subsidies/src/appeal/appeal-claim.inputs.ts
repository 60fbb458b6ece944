import { Length } from 'class-validator';
import { RepeatableForEverInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Which refusal to appeal, and why.' })
export class AppealClaimInput extends RepeatableForEverInput {
  @Field(() => ID, { description: 'The claim.' })
  claimId!: string;

  @Field(() => String, { description: 'Why the claimant objects, 1 to 4000 characters.' })
  @Length(1, 4000)
  grounds!: string;
}

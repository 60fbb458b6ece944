import { Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Somebody whose claims the caller is not to decide, such as a relative.' })
export class DeclareInterestInput {
  @Field(() => ID, {
    description:
      'Names this attempt, 1 to 100 characters of the client’s choice; sending it again gives the first answer again, for ever.',
  })
  @Length(1, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The worker.' })
  workerId!: string;

  @Field(() => String, { description: 'What the interest is, 1 to 500 characters; for auditors.' })
  @Length(1, 500)
  reason!: string;
}

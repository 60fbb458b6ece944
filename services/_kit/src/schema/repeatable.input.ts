import { Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

/** What every input of a mutation that can be repeated begins with. */
@InputType()
export abstract class RepeatableInput {
  @Field(() => ID, {
    description:
      'Names this attempt, 1 to 100 characters of the client’s choice; sending it again gives the first answer again, for 30 days at least.',
  })
  @Length(1, 100)
  idempotencyKey!: string;
}

/** The same, where nobody may get twice what the mutation does: money, homes, places. */
@InputType()
export abstract class RepeatableForEverInput {
  @Field(() => ID, {
    description:
      'Names this attempt, 1 to 100 characters of the client’s choice; sending it again gives the first answer again, for ever.',
  })
  @Length(1, 100)
  idempotencyKey!: string;
}

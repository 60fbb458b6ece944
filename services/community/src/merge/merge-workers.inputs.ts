import { Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Which proposal to carry out.' })
export class MergeWorkersInput {
  @Field(() => ID, {
    description:
      'Names this attempt, 1 to 100 characters of the client’s choice; sending it again gives the first answer again, for 30 days.',
  })
  @Length(1, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The proposal; of a colleague, not of the caller.' })
  mergeId!: string;
}

import { Length } from 'class-validator';
import { DateScalar } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Which job ends, and when.' })
export class EndEmploymentInput {
  @Field(() => ID, {
    description:
      'Names this attempt, 1 to 100 characters of the client’s choice; sending it again gives the first answer again, for 30 days.',
  })
  @Length(1, 100)
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The job.' })
  employmentId!: string;

  @Field(() => DateScalar, { description: 'First day on which it no longer holds.' })
  until!: string;
}

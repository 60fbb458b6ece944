import { DateScalar, RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Which job ends, and when.' })
export class EndEmploymentInput extends RepeatableInput {
  @Field(() => ID, { description: 'The job.' })
  employmentId!: string;

  @Field(() => DateScalar, { description: 'First day on which it no longer holds.' })
  until!: string;
}

import { RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Which sitting the caller enrols in.' })
export class EnrolInput extends RepeatableInput {
  @Field(() => ID, { description: 'The sitting.' })
  courseInstanceId!: string;
}

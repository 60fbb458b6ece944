import { RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Which proposal to carry out.' })
export class MergeWorkersInput extends RepeatableInput {
  @Field(() => ID, { description: 'The proposal; of a colleague, not of the caller.' })
  mergeId!: string;
}

import { RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Which child the caller is no longer to be recorded as guardian of.' })
export class EndDependantInput extends RepeatableInput {
  @Field(() => ID, { description: 'The child.' })
  dependantId!: string;
}

import { Length } from 'class-validator';
import { RepeatableForEverInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Somebody whose claims the caller is not to decide, such as a relative.' })
export class DeclareInterestInput extends RepeatableForEverInput {
  @Field(() => ID, { description: 'The worker.' })
  workerId!: string;

  @Field(() => String, { description: 'What the interest is, 1 to 500 characters; for auditors.' })
  @Length(1, 500)
  reason!: string;
}

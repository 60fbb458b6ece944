import { Length } from 'class-validator';
import { RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Two records that are one person.' })
export class ProposeWorkerMergeInput extends RepeatableInput {
  @Field(() => ID, { description: 'The worker whose record is kept.' })
  keptId!: string;

  @Field(() => ID, { description: 'The worker whose record becomes an alias; of the caller’s own community.' })
  mergedId!: string;

  @Field(() => String, { description: 'Why they are one person, in 5 to 500 characters. No numbers of papers.' })
  @Length(5, 500)
  reason!: string;
}

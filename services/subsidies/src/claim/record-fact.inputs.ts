import { Length, Max, Min } from 'class-validator';
import { LongScalar, RepeatableForEverInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'A fact that an officer read from papers.' })
export class RecordFactInput extends RepeatableForEverInput {
  @Field(() => ID, { description: 'The claim.' })
  claimId!: string;

  @Field(() => String, { description: 'Name of the fact, as `missingFacts` of the assessment names it.' })
  @Length(1, 100)
  name!: string;

  @Field(() => LongScalar, { description: 'What the papers say, 0 to 1,000,000,000.' })
  @Min(0)
  @Max(1_000_000_000)
  value!: number;
}

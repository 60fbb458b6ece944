import { Length, Max, Min } from 'class-validator';
import { LongScalar, RepeatableForEverInput } from '@millgate/kit';
import { Field, Int, InputType } from 'type-graphql';

@InputType({ description: 'Money to set aside.' })
export class OpenAppropriationInput extends RepeatableForEverInput {
  @Field(() => String, { description: 'Code of the programme, such as `YOUTH_HOME_PURCHASE`.' })
  @Length(1, 100)
  programCode!: string;

  @Field(() => Int, { description: 'The calendar year whose decisions it pays for, 2000 to 2100.' })
  @Min(2000)
  @Max(2100)
  fiscalYear!: number;

  @Field(() => LongScalar, { description: 'How much, in fen: 1 to 10^13 (100 thousand million yuan).' })
  @Min(1)
  @Max(10_000_000_000_000)
  fen!: number;
}

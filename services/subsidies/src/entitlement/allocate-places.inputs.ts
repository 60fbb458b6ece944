import { Length, Max, Min } from 'class-validator';
import { RepeatableForEverInput } from '@millgate/kit';
import { Field, Int, InputType } from 'type-graphql';

@InputType({ description: 'Of which round to give the places.' })
export class AllocatePlacesInput extends RepeatableForEverInput {
  @Field(() => String, { description: 'Code of the programme, such as `YOUTH_HOME_PURCHASE`.' })
  @Length(1, 100)
  programCode!: string;

  @Field(() => Int, { description: 'The round: the calendar year in which school begins.' })
  @Min(2000)
  @Max(2100)
  round!: number;
}

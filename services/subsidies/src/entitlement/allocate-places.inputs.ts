import { Length, Max, Min } from 'class-validator';
import { Field, ID, Int, InputType } from 'type-graphql';

@InputType({ description: 'Of which round to give the places.' })
export class AllocatePlacesInput {
  @Field(() => ID, {
    description:
      'Names this attempt, 1 to 100 characters of the client’s choice; sending it again gives the first answer again, for ever.',
  })
  @Length(1, 100)
  idempotencyKey!: string;

  @Field(() => String, { description: 'Code of the programme, such as `YOUTH_HOME_PURCHASE`.' })
  @Length(1, 100)
  programCode!: string;

  @Field(() => Int, { description: 'The round: the calendar year in which school begins.' })
  @Min(2000)
  @Max(2100)
  round!: number;
}

import { Length } from 'class-validator';
import { DateScalar } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Which programme to claim, for the caller.' })
export class ClaimSubsidyInput {
  @Field(() => ID, {
    description:
      'Names this attempt, 1 to 100 characters of the client’s choice; sending it again gives the first answer again, for ever.',
  })
  @Length(1, 100)
  idempotencyKey!: string;

  @Field(() => String, { description: 'Code of the programme, such as `YOUTH_HOME_PURCHASE`.' })
  @Length(1, 100)
  programCode!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day by which to judge, such as the day of the contract; not after today. Without it, today.',
  })
  on?: string | null;
}

import { IsOptional, Length } from 'class-validator';
import { DateScalar, RepeatableForEverInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'Which programme to claim, for the caller.' })
export class ClaimSubsidyInput extends RepeatableForEverInput {
  @Field(() => String, { description: 'Code of the programme, such as `YOUTH_HOME_PURCHASE`.' })
  @Length(1, 100)
  programCode!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The day by which to judge, such as the day of the contract; not after today. Without it, today.',
  })
  on?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Which of several things it is about, such as one of the caller’s children; programmes that ask for it say so in their rules.',
  })
  @IsOptional()
  @Length(1, 100)
  subjectId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The case of the caller’s at the desk that led to it: it is not closed before the claim is decided. One that is not hers, or is over, is left as it is.',
  })
  @IsOptional()
  @Length(1, 100)
  caseId?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether to put a claim that a rule refuses on record, so that it can be appealed; unless this says so, nothing is kept of it.',
  })
  onRecord?: boolean | null;
}

import { Length, ValidateNested } from 'class-validator';
import { DateScalar, LongScalar } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';
import { ReferenceInput } from './reference.input.ts';

@InputType({ description: 'A value that a parameter is to have from a day on.' })
export class SetParameterInput {
  @Field(() => ID, {
    description:
      'Names this attempt, 1 to 100 characters of the client’s choice; sending it again gives the first answer again, for ever.',
  })
  @Length(1, 100)
  idempotencyKey!: string;

  @Field(() => String, { description: 'Code of the programme, such as `YOUTH_HOME_PURCHASE`.' })
  @Length(1, 100)
  programCode!: string;

  @Field(() => String, { description: 'Name of the parameter, such as `ageMax`.' })
  @Length(1, 100)
  name!: string;

  @Field(() => DateScalar, { description: 'First day on which it governs; tomorrow at the earliest.' })
  from!: string;

  @Field(() => LongScalar, {
    nullable: true,
    description: 'The value, in the unit of the parameter; null lifts it from that day on.',
  })
  value?: number | null;

  @Field(() => ReferenceInput, { description: 'The document that sets it.' })
  @ValidateNested()
  reference!: ReferenceInput;
}

import { Length, ValidateNested } from 'class-validator';
import { DateScalar, LongScalar, RepeatableForEverInput } from '@millgate/kit';
import { Field, InputType } from 'type-graphql';
import { ReferenceInput } from './reference.input.ts';

@InputType({ description: 'A value that a parameter is to have from a day on.' })
export class SetParameterInput extends RepeatableForEverInput {
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

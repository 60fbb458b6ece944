import { ValidateNested } from 'class-validator';
import { DateScalar, LocalizedTextInput, RepeatableInput } from '@millgate/kit';
import { Field, InputType } from 'type-graphql';

@InputType({ description: 'A child whom the caller is guardian of.' })
export class AddDependantInput extends RepeatableInput {
  @Field(() => LocalizedTextInput, { description: 'The name, as in the papers.' })
  @ValidateNested()
  name!: LocalizedTextInput;

  @Field(() => DateScalar, { description: 'Date of birth; under 18 on the day of the request.' })
  birthDate!: string;
}

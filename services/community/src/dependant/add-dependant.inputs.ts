import { Length, ValidateNested } from 'class-validator';
import { DateScalar, LocalizedTextInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

@InputType({ description: 'A child whom the caller is guardian of.' })
export class AddDependantInput {
  @Field(() => ID, {
    description:
      'Names this attempt, 1 to 100 characters of the client’s choice; sending it again gives the first answer again, for 30 days.',
  })
  @Length(1, 100)
  idempotencyKey!: string;

  @Field(() => LocalizedTextInput, { description: 'The name, as in the papers.' })
  @ValidateNested()
  name!: LocalizedTextInput;

  @Field(() => DateScalar, { description: 'Date of birth; under 18 on the day of the request.' })
  birthDate!: string;
}

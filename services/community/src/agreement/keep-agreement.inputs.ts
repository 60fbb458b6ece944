import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsOptional, Length, Matches, ValidateNested } from 'class-validator';
import { DateScalar, LocalizedTextInput, RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';

/** Something to read: neither blank nor led or followed by blanks. */
const trimmed = /^\S([\s\S]*\S)?$/u;

@InputType({ description: 'One clause of an agreement.' })
export class AgreementClauseInput {
  @Field(() => String, { description: 'What was agreed, in Chinese, 1 to 2,000 characters.' })
  @Length(1, 2000)
  @Matches(trimmed)
  zh!: string;

  @Field(() => String, { nullable: true, description: 'In English, 1 to 2,000 characters; without it, as in Chinese.' })
  @IsOptional()
  @Length(1, 2000)
  @Matches(trimmed)
  en?: string | null;
}

@InputType({ description: 'An agreement that a community and enterprises signed; it stays as it was signed.' })
export class SignAgreementInput extends RepeatableInput {
  @Field(() => ID, { description: 'The community.' })
  communityId!: string;

  @Field(() => LocalizedTextInput, { description: 'Its title.' })
  @ValidateNested()
  title!: LocalizedTextInput;

  @Field(() => DateScalar, { description: 'The day it was signed, today or earlier.' })
  signedOn!: string;

  @Field(() => [AgreementClauseInput], { description: 'Its clauses, in order, 1 to 100.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested()
  clauses!: AgreementClauseInput[];

  @Field(() => [ID], { description: 'Enterprises that signed it, 1 to 200, each once.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ArrayUnique()
  enterpriseIds!: string[];
}

@InputType({ description: 'An enterprise that signs an agreement which others signed before.' })
export class JoinAgreementInput extends RepeatableInput {
  @Field(() => ID, { description: 'The agreement.' })
  agreementId!: string;

  @Field(() => ID, { description: 'The enterprise.' })
  enterpriseId!: string;

  @Field(() => DateScalar, { description: 'The day it signed, today or earlier.' })
  signedOn!: string;
}

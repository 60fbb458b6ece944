import { ArrayUnique, IsOptional, Min, ValidateNested } from 'class-validator';
import { GeoPointInput, LocalizedTextInput, RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType, Int } from 'type-graphql';
import { EnterpriseStage, EnterpriseStatus, PayPractice } from './enterprise.entity.ts';

@InputType({ description: 'An enterprise to enter into the registry.' })
export class RegisterEnterpriseInput extends RepeatableInput {
  @Field(() => ID, { description: 'Unified social credit code, 18 characters with check character (GB 32100).' })
  uscc!: string;

  @Field(() => LocalizedTextInput, { description: 'Its name.' })
  @ValidateNested()
  name!: LocalizedTextInput;

  @Field(() => ID, { description: 'The community it belongs to; one of the caller’s own.' })
  communityId!: string;

  @Field(() => EnterpriseStage, { description: 'Where it stands in its life.' })
  stage!: EnterpriseStage;

  @Field(() => GeoPointInput, {
    nullable: true,
    description: 'Where its site lies, where that is known; its grid is the one that holds the site.',
  })
  @IsOptional()
  @ValidateNested()
  site?: GeoPointInput | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is a key enterprise; it is not, unless this says so.',
  })
  keyEnterprise?: boolean | null;

  @Field(() => [PayPractice], { nullable: true, description: 'How it rewards skill, each once.' })
  @IsOptional()
  @ArrayUnique()
  payPractices?: PayPractice[] | null;
}

@InputType({ description: 'What changes of an enterprise; what is not given, or null, stays.' })
export class UpdateEnterpriseInput extends RepeatableInput {
  @Field(() => ID, { description: 'The enterprise.' })
  enterpriseId!: string;

  @Field(() => Int, { description: 'The version that the change was made on.' })
  @Min(1)
  expectedVersion!: number;

  @Field(() => LocalizedTextInput, { nullable: true, description: 'Its name.' })
  @IsOptional()
  @ValidateNested()
  name?: LocalizedTextInput | null;

  @Field(() => EnterpriseStage, { nullable: true, description: 'Where it stands in its life.' })
  stage?: EnterpriseStage | null;

  @Field(() => EnterpriseStatus, {
    nullable: true,
    description:
      'Whether it is in business: who is ACTIVE may become SUSPENDED, who is SUSPENDED may become ACTIVE or LEFT.',
  })
  status?: EnterpriseStatus | null;

  @Field(() => GeoPointInput, { nullable: true, description: 'Where its site lies.' })
  @IsOptional()
  @ValidateNested()
  site?: GeoPointInput | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is a key enterprise.' })
  keyEnterprise?: boolean | null;

  @Field(() => [PayPractice], { nullable: true, description: 'How it rewards skill, each once.' })
  @IsOptional()
  @ArrayUnique()
  payPractices?: PayPractice[] | null;
}

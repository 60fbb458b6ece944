import { IsOptional, Matches, ValidateNested } from 'class-validator';
import { DateScalar, LocalizedTextInput, RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';
import { ResidentIdScalar } from './resident-id.scalar.ts';

@InputType({
  description: 'The job a worker has when registered. Name the employer by id or by credit code, not by both.',
})
export class RegisterEmploymentInput {
  @Field(() => ID, { nullable: true, description: 'Id of the employer.' })
  enterpriseId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Unified social credit code of the employer (GB 32100).' })
  uscc?: string | null;

  @Field(() => LocalizedTextInput, { description: 'What the worker does there.' })
  @ValidateNested()
  post!: LocalizedTextInput;

  @Field(() => DateScalar, { description: 'First day of the job; the worker is 16 by then.' })
  from!: string;
}

@InputType({ description: 'A person to enter into the registry.' })
export class RegisterWorkerInput extends RepeatableInput {
  @Field(() => LocalizedTextInput, { description: 'The name, as in the papers.' })
  @ValidateNested()
  name!: LocalizedTextInput;

  @Field(() => ResidentIdScalar, { description: 'The number in the papers. It is kept encrypted.' })
  residentId!: string;

  @Field(() => String, { nullable: true, description: 'Telephone number: digits, with a + before a country code.' })
  @IsOptional()
  @Matches(/^\+?\d{5,20}$/)
  phone?: string | null;

  @Field(() => LocalizedTextInput, { nullable: true, description: 'Where the person is from (籍贯).' })
  @IsOptional()
  @ValidateNested()
  nativePlace?: LocalizedTextInput | null;

  @Field(() => ID, { description: 'The community that registers; one of the caller’s own.' })
  communityId!: string;

  @Field(() => RegisterEmploymentInput, { nullable: true, description: 'The job, for whoever has one.' })
  @IsOptional()
  @ValidateNested()
  employment?: RegisterEmploymentInput | null;
}

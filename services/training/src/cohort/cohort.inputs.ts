import { DateScalar, LocalizedTextInput, RepeatableInput } from '@millgate/kit';
import { IsOptional, Max, Min, ValidateNested } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';

@InputType({ description: 'What an enterprise wants people trained for.' })
export class OrderCohortInput extends RepeatableInput {
  @Field(() => ID, { description: 'The enterprise; the caller is its HR.' })
  enterpriseId!: string;

  @Field(() => ID, { description: 'The community they are trained for.' })
  communityId!: string;

  @Field(() => ID, { nullable: true, description: 'The industry chain; without it, no one chain.' })
  chainId?: string | null;

  @Field(() => LocalizedTextInput, { description: 'What they are to be trained for.' })
  @ValidateNested()
  field!: LocalizedTextInput;

  @Field(() => Int, { description: 'For how many it has jobs, 1 to 1,000.' })
  @Min(1)
  @Max(1_000)
  jobs!: number;

  @Field(() => DateScalar, { nullable: true, description: 'By when they are needed; without it, whenever.' })
  @IsOptional()
  neededBy?: string | null;
}

@InputType({ description: 'For how many more an enterprise has jobs.' })
export class JoinCohortInput extends RepeatableInput {
  @Field(() => ID, { description: 'The cohort, which no provider has agreed to yet.' })
  cohortId!: string;

  @Field(() => ID, { description: 'The enterprise; the caller is its HR.' })
  enterpriseId!: string;

  @Field(() => Int, { description: 'For how many it has jobs, 1 to 1,000.' })
  @Min(1)
  @Max(1_000)
  jobs!: number;
}

@InputType({ description: 'Which enterprise does not want a cohort any more.' })
export class LeaveCohortInput extends RepeatableInput {
  @Field(() => ID, { description: 'The cohort, which no provider has agreed to yet.' })
  cohortId!: string;

  @Field(() => ID, { description: 'The enterprise; the caller is its HR.' })
  enterpriseId!: string;
}

@InputType({ description: 'How a provider trains a cohort.' })
export class AgreeCohortInput extends RepeatableInput {
  @Field(() => ID, { description: 'The cohort.' })
  cohortId!: string;

  @Field(() => ID, { description: 'Who trains it; the caller trains for that provider.' })
  providerId!: string;

  @Field(() => DateScalar, { description: 'First day, today at the earliest.' })
  from!: string;

  @Field(() => DateScalar, { description: 'First day after the last.' })
  until!: string;

  @Field(() => Int, { description: 'How many students it takes, as many as there are jobs at least, up to 10,000.' })
  @Min(1)
  @Max(10_000)
  students!: number;
}

@InputType({ description: 'How many of a cohort graduated.' })
export class CompleteCohortInput extends RepeatableInput {
  @Field(() => ID, { description: 'The cohort; the caller trains for its provider.' })
  cohortId!: string;

  @Field(() => Int, { description: 'How many, up to all its students.' })
  @Min(0)
  @Max(10_000)
  graduates!: number;
}

@InputType({ description: 'How many graduates of a cohort an enterprise took on.' })
export class RecordCohortHiresInput extends RepeatableInput {
  @Field(() => ID, { description: 'The cohort.' })
  cohortId!: string;

  @Field(() => ID, { description: 'The enterprise; the caller is its HR.' })
  enterpriseId!: string;

  @Field(() => Int, {
    description: 'How many, up to the jobs it ordered them for; told again, it replaces what was told.',
  })
  @Min(0)
  @Max(1_000)
  hired!: number;
}

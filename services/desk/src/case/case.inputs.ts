import { ArrayMaxSize, ArrayMinSize, IsOptional, Length, Max, MaxLength, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { CaseOutcome } from './case.enums.ts';
import { longestExtension, longestPause } from './case.rules.ts';

@InputType()
abstract class CaseMoveInput {
  @Field(() => ID, { description: 'The case.' })
  caseId!: string;

  @Field(() => Int, { description: 'The version that the caller saw; another gives STALE_VERSION.' })
  @Min(1)
  expectedVersion!: number;
}

@InputType()
abstract class ReasonedMoveInput extends CaseMoveInput {
  @Field(() => String, { description: 'The reason, which the person who asked reads; 1 to 1,000 characters.' })
  @Length(1, 1_000)
  reason!: string;
}

@InputType({ description: 'Which case to accept.' })
export class AcceptCaseInput extends CaseMoveInput {}

@InputType({ description: 'All that is missing from an application.' })
export class RequestCorrectionInput extends CaseMoveInput {
  @Field(() => [String], { description: 'Everything that is missing, 1 to 30 entries; there is no second request.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(30)
  @Length(1, 200, { each: true })
  missing!: string[];
}

@InputType({ description: 'What was missing.' })
export class ResubmitCaseInput extends CaseMoveInput {
  @Field(() => String, { description: 'What is handed in, 1 to 5,000 characters.' })
  @Length(1, 5_000)
  details!: string;
}

@InputType({ description: 'Which case is not accepted, and why.' })
export class DeclineCaseInput extends ReasonedMoveInput {}

@InputType({ description: 'Where a case belongs.' })
export class RouteCaseInput extends ReasonedMoveInput {
  @Field(() => String, { description: 'Code of the department it belongs to.' })
  departmentCode!: string;
}

@InputType({ description: 'Why the clock stops.' })
export class SuspendCaseInput extends ReasonedMoveInput {
  @Field(() => Int, {
    nullable: true,
    description: `Working days after which the clock runs again by itself, 1 to ${longestPause}; without it, ${longestPause}.`,
  })
  @IsOptional()
  @Min(1)
  @Max(longestPause)
  atMostDays?: number | null;
}

@InputType({ description: 'Which case goes on.' })
export class ResumeCaseInput extends CaseMoveInput {}

@InputType({ description: 'By how much a limit is extended.' })
export class ExtendCaseInput extends ReasonedMoveInput {
  @Field(() => Int, { description: `Working days, 1 to ${longestExtension}.` })
  @Min(1)
  @Max(longestExtension)
  days!: number;
}

@InputType({ description: 'The outcome of a case.' })
export class DecideCaseInput extends CaseMoveInput {
  @Field(() => CaseOutcome, { description: 'What comes of it.' })
  outcome!: CaseOutcome;

  @Field(() => String, { description: 'The answer, or the reason; 1 to 5,000 characters.' })
  @Length(1, 5_000)
  answer!: string;
}

@InputType({ description: 'How a matter was settled where it was raised.' })
export class ResolveOnSpotInput extends CaseMoveInput {
  @Field(() => String, { description: 'The answer, 1 to 5,000 characters.' })
  @Length(1, 5_000)
  answer!: string;
}

@InputType({ description: 'Which case is taken back.' })
export class WithdrawCaseInput extends CaseMoveInput {}

@InputType({ description: 'How satisfied the person who asked is.' })
export class RateCaseInput extends CaseMoveInput {
  @Field(() => Int, { description: '1 (bad) to 5 (good); 1 and 2 reopen the case with somebody else.' })
  @Min(1)
  @Max(5)
  score!: number;

  @Field(() => String, { nullable: true, description: 'Why, at most 1,000 characters.' })
  @IsOptional()
  @MaxLength(1_000)
  comment?: string | null;
}

@InputType({ description: 'Why a case is taken up again.' })
export class ReopenCaseInput extends ReasonedMoveInput {}

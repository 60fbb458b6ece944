import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsOptional, Length, Matches, Max, Min } from 'class-validator';
import { DateScalar, DateTimeScalar, LongScalar, RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { ReviewOrder } from './listing.rules.ts';

const mostFen = 100_000_000;

@InputType({ description: 'What is offered to applicants, from when to when, and in which order they get it.' })
export class OpenListingInput extends RepeatableInput {
  @Field(() => ID, { description: 'The property.' })
  propertyId!: string;

  @Field(() => [ID], { description: 'Units of it that are offered, 1 to 500, none twice.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ArrayUnique()
  unitIds!: string[];

  @Field(() => String, { description: 'What is offered, in Chinese, 1 to 100 characters.' })
  @Length(1, 100)
  titleZh!: string;

  @Field(() => String, { description: 'What is offered, in English, 1 to 100 characters.' })
  @Length(1, 100)
  titleEn!: string;

  @Field(() => ReviewOrder, { description: 'In which order applicants are offered the units.' })
  reviewOrder!: ReviewOrder;

  @Field(() => DateTimeScalar, { description: 'First instant at which one can apply.' })
  opensAt!: Date;

  @Field(() => DateTimeScalar, { description: 'First instant at which one can no longer apply; after `opensAt`.' })
  closesAt!: Date;

  @Field(() => String, {
    nullable: true,
    description:
      'Required with LOTTERY: which public value, known to nobody before closing, is mixed into the draw; for instance the numbers of a named state lottery’s draw. 1 to 300 characters.',
  })
  @IsOptional()
  @Length(1, 300)
  entropySource?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether beds are offered one by one; else whole units.' })
  byBed?: boolean | null;

  @Field(() => LongScalar, { nullable: true, description: 'Rent a month in fen; required where units are let.' })
  @IsOptional()
  @Min(0)
  @Max(mostFen)
  rentFen?: number | null;

  @Field(() => LongScalar, { nullable: true, description: 'Deposit in fen; none for no deposit.' })
  @IsOptional()
  @Min(0)
  @Max(mostFen)
  depositFen?: number | null;

  @Field(() => Int, { nullable: true, description: 'For how many months, 1 to 60; required where units are let.' })
  @IsOptional()
  @Min(1)
  @Max(60)
  letMonths?: number | null;

  @Field(() => DateScalar, { nullable: true, description: 'Earliest day to move in; required where units are let.' })
  moveInOn?: string | null;
}

@InputType({ description: 'What to apply for, and who would live there too.' })
export class ApplyForHousingInput extends RepeatableInput {
  @Field(() => ID, { description: 'The listing.' })
  listingId!: string;

  @Field(() => [ID], {
    nullable: true,
    description: 'Workers who would live with the applicant, at most 10. Of a household, one application counts.',
  })
  @IsOptional()
  @ArrayMaxSize(10)
  @ArrayUnique()
  @Matches(/^wrk_[0-9A-HJKMNP-TV-Z]{26}$/, { each: true })
  householdIds?: string[] | null;
}

@InputType({ description: 'Which application to take back.' })
export class WithdrawApplicationInput extends RepeatableInput {
  @Field(() => ID, { description: 'The caller’s own application.' })
  applicationId!: string;
}

@InputType({ description: 'How many points an application is given.' })
export class AwardApplicationPointsInput extends RepeatableInput {
  @Field(() => ID, { description: 'The application.' })
  applicationId!: string;

  @Field(() => Int, { description: 'The version that was last seen; another one is refused.' })
  @Min(1)
  expectedVersion!: number;

  @Field(() => Int, { description: 'Points, 0 to 10000.' })
  @Min(0)
  @Max(10_000)
  points!: number;

  @Field(() => String, { description: 'By which rule, 1 to 500 characters; the applicant reads it.' })
  @Length(1, 500)
  reason!: string;
}

export enum FlagDecision {
  ONE_HOUSEHOLD = 'ONE_HOUSEHOLD',
  DISTINCT = 'DISTINCT',
}

registerEnumType(FlagDecision, {
  name: 'FlagDecision',
  description: 'What staff found of applications that look like one household’s.',
  valuesConfig: {
    ONE_HOUSEHOLD: { description: 'They are: the earliest counts, the others are passed over.' },
    DISTINCT: { description: 'They are not: all count.' },
  },
});

@InputType({ description: 'What staff found of a flagged set.' })
export class ReviewFlaggedSetInput extends RepeatableInput {
  @Field(() => ID, { description: 'The listing.' })
  listingId!: string;

  @Field(() => String, { description: 'Name of the set, as `Application.flaggedSet` has it.' })
  @Length(1, 100)
  flaggedSet!: string;

  @Field(() => FlagDecision, { description: 'What was found.' })
  decision!: FlagDecision;

  @Field(() => String, { description: 'On what ground, 1 to 500 characters; the applicants read it.' })
  @Length(1, 500)
  reason!: string;
}

@InputType({ description: 'Which closed listing to rank, and with which public value.' })
export class RankApplicationsInput extends RepeatableInput {
  @Field(() => ID, { description: 'The listing.' })
  listingId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'With LOTTERY: the public value that was announced, as its source prints it. 1 to 300 characters.',
  })
  @IsOptional()
  @Length(1, 300)
  entropy?: string | null;
}

@InputType({ description: 'Which ranked listing to begin offering.' })
export class StartAllocationInput extends RepeatableInput {
  @Field(() => ID, { description: 'The listing.' })
  listingId!: string;
}

@InputType({ description: 'Whom to pass over, and why.' })
export class SkipApplicationInput extends RepeatableInput {
  @Field(() => ID, { description: 'The application.' })
  applicationId!: string;

  @Field(() => String, { description: 'Why, 1 to 500 characters; the applicant reads it.' })
  @Length(1, 500)
  reason!: string;
}

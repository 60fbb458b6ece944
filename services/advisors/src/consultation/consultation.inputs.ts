import { ArrayMaxSize, IsOptional, Length, Matches, Max, MaxLength, Min } from 'class-validator';
import { DateTimeScalar, RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType, Int } from 'type-graphql';
import { AdvisorChannel, AdvisorKind } from '../advisor/advisor.enums.ts';
import { Confidentiality } from './confidentiality.rules.ts';
import { FollowUpResult } from './follow-up.entity.ts';

@InputType({ description: 'What to ask, and of what kind of adviser.' })
export class RequestConsultationInput extends RepeatableInput {
  @Field(() => AdvisorKind, { description: 'What it is about, by kind of adviser.' })
  kind!: AdvisorKind;

  @Field(() => String, { description: 'What to ask, 1 to 2,000 characters, not only spaces.' })
  @Length(1, 2_000)
  @Matches(/\S/, { message: 'question must say something' })
  question!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What it is about in a few words, at most 200 characters; specialties are matched by it.',
  })
  @IsOptional()
  @MaxLength(200)
  subject?: string | null;

  @Field(() => AdvisorChannel, {
    nullable: true,
    description: 'How to meet. ONLINE_24H is answered within 24 hours by day and night; without it, any.',
  })
  mode?: AdvisorChannel | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The slot that would suit. If it cannot be had (taken, past, its adviser out of office or recused), the next adviser is asked, without a slot.',
  })
  slotId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The community whose advisers are nearest; without it, that of the enterprise.',
  })
  communityId?: string | null;

  @Field(() => Confidentiality, {
    nullable: true,
    description:
      'Who may know of it; without it, SEALED for an integrity adviser, who can be asked no other way, and NORMAL for all others.',
  })
  confidentiality?: Confidentiality | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The enterprise to ask for, by its own HR; without it, the caller asks as a worker, for herself.',
  })
  onBehalfOfEnterpriseId?: string | null;
}

@InputType()
abstract class ConsultationMoveInput {
  @Field(() => ID, { description: 'The consultation.' })
  consultationId!: string;

  @Field(() => Int, { description: 'The version that the caller saw; another gives STALE_VERSION.' })
  @Min(1)
  expectedVersion!: number;
}

@InputType({ description: 'Which consultation the adviser accepts.' })
export class AcceptConsultationInput extends ConsultationMoveInput {}

@InputType({ description: 'Which consultation the adviser declines, and why.' })
export class DeclineConsultationInput extends ConsultationMoveInput {
  @Field(() => String, { description: 'Why, for whoever asked; 1 to 500 characters.' })
  @Length(1, 500)
  reason!: string;
}

@InputType({ description: 'When adviser and asker will meet.' })
export class PlanVisitInput extends ConsultationMoveInput {
  @Field(() => DateTimeScalar, { description: 'When, later than now.' })
  plannedFor!: Date;

  @Field(() => AdvisorChannel, { nullable: true, description: 'How; without it, as was asked, else VISIT.' })
  mode?: AdvisorChannel | null;
}

@InputType({ description: 'That adviser and asker have met.' })
export class RecordVisitInput extends ConsultationMoveInput {
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When, not later than now and not before it was asked; without it, now.',
  })
  madeAt?: Date | null;

  @Field(() => AdvisorChannel, { nullable: true, description: 'How; without it, as was planned.' })
  mode?: AdvisorChannel | null;

  @Field(() => String, { nullable: true, description: 'What the adviser notes, at most 5,000 characters.' })
  @IsOptional()
  @MaxLength(5_000)
  note?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the note is there for whoever asked; without it, it is for the adviser alone.',
  })
  shared?: boolean | null;
}

@InputType({ description: 'What the adviser answers.' })
export class AnswerConsultationInput extends ConsultationMoveInput {
  @Field(() => String, { description: 'The answer, 1 to 10,000 characters.' })
  @Length(1, 10_000)
  answer!: string;

  @Field(() => [String], {
    nullable: true,
    description: 'Codes of the policies and finance products in the catalogue that it rests on, at most 20.',
  })
  @IsOptional()
  @ArrayMaxSize(20)
  @Length(1, 100, { each: true })
  sourceCodes?: string[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'In how many working days the adviser asks what came of it, 1 to 60; without it, 10.',
  })
  @IsOptional()
  @Min(1)
  @Max(60)
  followUpInWorkingDays?: number | null;
}

@InputType({ description: 'What had come of an answer.' })
export class RecordFollowUpInput extends ConsultationMoveInput {
  @Field(() => FollowUpResult, { description: 'What had come of it.' })
  result!: FollowUpResult;

  @Field(() => String, { nullable: true, description: 'What the adviser notes, at most 2,000 characters.' })
  @IsOptional()
  @MaxLength(2_000)
  note?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'In how many working days to ask again, 1 to 60; without it, not again.',
  })
  @IsOptional()
  @Min(1)
  @Max(60)
  againInWorkingDays?: number | null;
}

@InputType({ description: 'How satisfied whoever asked is.' })
export class RateConsultationInput extends ConsultationMoveInput {
  @Field(() => Int, { description: '1 (bad) to 5 (good).' })
  @Min(1)
  @Max(5)
  score!: number;

  @Field(() => String, { nullable: true, description: 'Why, at most 1,000 characters.' })
  @IsOptional()
  @MaxLength(1_000)
  comment?: string | null;
}

@InputType({ description: 'Which consultation is closed.' })
export class CloseConsultationInput extends ConsultationMoveInput {}

@InputType({ description: 'Which consultation is taken back.' })
export class CancelConsultationInput extends ConsultationMoveInput {}

import { ArrayMaxSize, ArrayMinSize, IsOptional, Length, Max, Min, ValidateNested } from 'class-validator';
import { type CalendarDay, DateScalar, DateTimeScalar, LocalizedTextInput, RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType, Int } from 'type-graphql';
import { AdvisorChannel, AdvisorKind } from '../advisor/advisor.enums.ts';
import { AdviceSourceKind } from '../source/advice-source.entity.ts';

@InputType({ description: 'Somebody who becomes an adviser.' })
export class NewAdvisorInput {
  @Field(() => LocalizedTextInput, { description: 'The adviser’s name.' })
  @ValidateNested()
  name!: LocalizedTextInput;

  @Field(() => AdvisorKind, { description: 'What the adviser is asked about.' })
  kind!: AdvisorKind;

  @Field(() => LocalizedTextInput, { description: 'The organisation that the adviser comes from.' })
  @ValidateNested()
  organisation!: LocalizedTextInput;

  @Field(() => [LocalizedTextInput], { nullable: true, description: 'What the adviser knows best, at most 20.' })
  @IsOptional()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  specialties?: LocalizedTextInput[] | null;

  @Field(() => [AdvisorChannel], { description: 'How the adviser can be met, at least one way.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(3)
  channels!: AdvisorChannel[];

  @Field(() => [ID], {
    nullable: true,
    description: 'The industry chains the adviser serves, at most 50; none means all.',
  })
  @IsOptional()
  @ArrayMaxSize(50)
  chainIds?: string[] | null;
}

@InputType({ description: 'Whom to appoint, and for how long: an adviser who is known, or a new one.' })
export class AppointAdvisorInput extends RepeatableInput {
  @Field(() => ID, { description: 'The community whose team it is.' })
  communityId!: string;

  @Field(() => ID, { nullable: true, description: 'An adviser of the team, for another term.' })
  advisorId?: string | null;

  @Field(() => NewAdvisorInput, { nullable: true, description: 'Or somebody new.' })
  @IsOptional()
  @ValidateNested()
  advisor?: NewAdvisorInput | null;

  @Field(() => DateScalar, { description: 'First day in office.' })
  from!: CalendarDay;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it no longer holds; without it, open.' })
  until?: CalendarDay | null;

  @Field(() => Int, { description: 'Number of the batch that takes up duty together, 1 to 1,000.' })
  @Min(1)
  @Max(1_000)
  batch!: number;
}

@InputType({ description: 'When a term of office ends.' })
export class EndAppointmentInput {
  @Field(() => ID, { description: 'The term.' })
  appointmentId!: string;

  @Field(() => DateScalar, { description: 'First day on which it no longer holds; today or later.' })
  until!: CalendarDay;
}

@InputType({ description: 'An enterprise in which the adviser has an interest.' })
export class DeclareAdvisorInterestInput extends RepeatableInput {
  @Field(() => ID, { description: 'The enterprise.' })
  enterpriseId!: string;

  @Field(() => DateScalar, { nullable: true, description: 'Since when; without it, today.' })
  from?: CalendarDay | null;
}

@InputType({ description: 'Which interest has ended.' })
export class EndAdvisorInterestInput {
  @Field(() => ID, { description: 'The declared interest.' })
  interestId!: string;
}

@InputType({ description: 'A stretch of time.' })
export class NewSlotInput {
  @Field(() => DateTimeScalar, { description: 'First instant, later than now.' })
  startsAt!: Date;

  @Field(() => DateTimeScalar, { description: 'First instant after it; at most eight hours later.' })
  endsAt!: Date;

  @Field(() => AdvisorChannel, { description: 'How to meet in it: one of the adviser’s ways.' })
  mode!: AdvisorChannel;
}

@InputType({ description: 'Time that an adviser offers.' })
export class OpenSlotsInput extends RepeatableInput {
  @Field(() => ID, { description: 'Whose time.' })
  advisorId!: string;

  @Field(() => [NewSlotInput], { description: 'The slots, 1 to 100.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  slots!: NewSlotInput[];
}

@InputType({ description: 'Which slot is offered no more.' })
export class CloseSlotInput {
  @Field(() => ID, { description: 'The slot, one of the caller’s own.' })
  slotId!: string;
}

@InputType({ description: 'A policy or finance product for the catalogue.' })
export class PublishAdviceSourceInput {
  @Field(() => String, { description: 'The code its owner gives it, 1 to 100 characters; a known one is updated.' })
  @Length(1, 100)
  code!: string;

  @Field(() => AdviceSourceKind, { description: 'What it is.' })
  kind!: AdviceSourceKind;

  @Field(() => LocalizedTextInput, { description: 'Its title.' })
  @ValidateNested()
  title!: LocalizedTextInput;

  @Field(() => LocalizedTextInput, { description: 'Who issued it.' })
  @ValidateNested()
  issuer!: LocalizedTextInput;

  @Field(() => DateScalar, { description: 'First day on which it can be cited.' })
  validFrom!: CalendarDay;

  @Field(() => DateScalar, { nullable: true, description: 'First day on which it does not hold any more.' })
  validUntil?: CalendarDay | null;
}

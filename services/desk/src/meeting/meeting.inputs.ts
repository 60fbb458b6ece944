import { ArrayMaxSize, IsOptional, Length, Max, Min } from 'class-validator';
import { DateScalar, DateTimeScalar, LocalizedTextInput, RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType, Int } from 'type-graphql';
import { MeetingKind } from './meeting.entity.ts';

@InputType({ description: 'A meeting that is called.' })
export class PlanMeetingInput extends RepeatableInput {
  @Field(() => ID, { description: 'The community that holds it.' })
  communityId!: string;

  @Field(() => MeetingKind, { description: 'What kind of gathering.' })
  kind!: MeetingKind;

  @Field(() => LocalizedTextInput, { description: 'What it is called.' })
  title!: LocalizedTextInput;

  @Field(() => DateTimeScalar, { description: 'When it begins.' })
  startsAt!: Date;

  @Field(() => String, { description: 'Where, 1 to 200 characters.' })
  @Length(1, 200)
  place!: string;

  @Field(() => [String], { nullable: true, description: 'Points on the agenda, at most 30.' })
  @IsOptional()
  @ArrayMaxSize(30)
  @Length(1, 200, { each: true })
  agenda?: string[] | null;
}

@InputType({ description: 'How a meeting went.' })
export class WriteUpMeetingInput {
  @Field(() => ID, { description: 'The meeting.' })
  meetingId!: string;

  @Field(() => String, { description: 'The minutes, 1 to 20,000 characters.' })
  @Length(1, 20_000)
  minutes!: string;

  @Field(() => [ID], { nullable: true, description: 'Ids of the enterprises that came, at most 500.' })
  @IsOptional()
  @ArrayMaxSize(500)
  attendedBy?: string[] | null;
}

@InputType({ description: 'A round of survey visits.' })
export class StartSurveyInput extends RepeatableInput {
  @Field(() => ID, { description: 'The community that visits.' })
  communityId!: string;

  @Field(() => LocalizedTextInput, { description: 'Its name.' })
  name!: LocalizedTextInput;

  @Field(() => DateScalar, { description: 'First day.' })
  from!: string;

  @Field(() => DateScalar, { description: 'Last day, counted too.' })
  to!: string;

  @Field(() => Int, { nullable: true, description: 'Enterprises to visit, 0 to 100,000.' })
  @IsOptional()
  @Min(0)
  @Max(100_000)
  visitedEnterprises?: number | null;
}

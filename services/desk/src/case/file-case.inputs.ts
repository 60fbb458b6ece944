import { IsOptional, Length, MaxLength } from 'class-validator';
import { RepeatableInput } from '@millgate/kit';
import { Field, ID, InputType } from 'type-graphql';
import { CaseAssistance, CaseChannel, CaseKind } from './case.enums.ts';
import { Theme } from './theme.ts';

@InputType({ description: 'A matter for the desk.' })
export class FileCaseInput extends RepeatableInput {
  @Field(() => CaseKind, { description: 'What is asked. An APPLICATION names its item.' })
  kind!: CaseKind;

  @Field(() => ID, { description: 'The community whose desk it goes to.' })
  communityId!: string;

  @Field(() => String, { nullable: true, description: 'Code of the service item applied for.' })
  itemCode?: string | null;

  @Field(() => Theme, { nullable: true, description: 'What it is about; an item has a theme of its own.' })
  theme?: Theme | null;

  @Field(() => String, { description: 'The matter in a line, 1 to 200 characters.' })
  @Length(1, 200)
  subject!: string;

  @Field(() => String, { nullable: true, description: 'The matter at length, at most 5,000 characters.' })
  @IsOptional()
  @MaxLength(5_000)
  details?: string | null;

  @Field(() => CaseChannel, { nullable: true, description: 'The door it comes in by; without it, ONLINE.' })
  channel?: CaseChannel | null;

  @Field(() => CaseAssistance, { nullable: true, description: 'Who files it for whom; without it, SELF.' })
  assistance?: CaseAssistance | null;

  @Field(() => ID, { nullable: true, description: 'The person it is filed for, where somebody else files it.' })
  workerId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The enterprise that asks, where an enterprise does.' })
  enterpriseId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The enterprise it complains of or is about. It never learns of the case, by any path.',
  })
  aboutEnterpriseId?: string | null;

  @Field(() => String, { nullable: true, description: 'With AGENT: the mandate, as recorded; 1 to 500 characters.' })
  @IsOptional()
  @Length(1, 500)
  mandate?: string | null;

  @Field(() => ID, { nullable: true, description: 'The ticket it is filed under, at a counter.' })
  ticketId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The meeting it is raised at.' })
  meetingId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The survey round it was collected in.' })
  surveyRoundId?: string | null;
}

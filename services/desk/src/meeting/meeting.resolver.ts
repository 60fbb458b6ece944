import {
  type Context,
  childrenOf,
  loadById,
  mutationAnswer,
  page,
  PageArgs,
  type Page,
  type RefusalText,
} from '@millgate/kit';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Case } from '../case/case.entity.ts';
import { industryThemes } from '../case/theme.ts';
import { mayRead } from '../case/case.policy.ts';
import { Enterprise } from '../links/links.stub.ts';
import { Meeting, MeetingConnection, SurveyRound } from './meeting.entity.ts';
import * as inputs from './meeting.inputs.ts';
import * as meetings from './meeting.service.ts';
import { countVoices } from './voices.ts';

const notYours: RefusalText = {
  zh: '此操作由本社区工作人员办理。',
  en: 'This is for staff of the community.',
  about: 'The caller is no staff of the community.',
};
const planPayload = mutationAnswer<Meeting, meetings.NotYours>('PlanMeeting', {
  refused: 'Why a meeting was not called.',
  result: ['meeting', () => Meeting, 'The meeting; null if it was refused.'],
  codes: { NOT_YOURS: notYours },
});
const surveyPayload = mutationAnswer<SurveyRound, meetings.NotYours>('StartSurvey', {
  refused: 'Why a survey round was not started.',
  result: ['surveyRound', () => SurveyRound, 'The round; null if it was refused.'],
  codes: { NOT_YOURS: notYours },
});
const writeUpPayload = mutationAnswer<Meeting, meetings.WriteUpRefusal>('WriteUpMeeting', {
  refused: 'Why a meeting was not written up.',
  result: ['meeting', () => Meeting, 'The meeting; null if it was refused.'],
  details: { openCases: [() => [String], 'With MATTER_OPEN: the numbers of the matters that nobody answers for.'] },
  codes: {
    MEETING_NOT_FOUND: {
      zh: '没有这次会议。',
      en: 'There is no such meeting.',
      about: 'No meeting of the caller’s community has this id.',
    },
    WRITTEN_UP_BEFORE: { zh: '会议纪要已经形成。', en: 'It is written up.', about: 'It was written up before.' },
    MATTER_OPEN: {
      zh: '还有事项未落实到人、未明确期限。',
      en: 'Matters are without an owner and a due time.',
      about: 'A matter raised is neither settled nor given to somebody; `openCases` names them (D8).',
    },
    NOT_HELD_YET: { zh: '会议尚未召开。', en: 'It has not been held yet.', about: 'It begins later.' },
  },
});

@ArgsType()
class MeetingsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only of this community.' })
  communityId?: string | null;
}

@Resolver(() => Meeting)
export class MeetingResolver {
  @Query(() => Meeting, { nullable: true, description: 'The meeting with this id; null if there is none.' })
  async meeting(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Meeting | null> {
    return loadById(context, Meeting, id);
  }

  @Query(() => MeetingConnection, { nullable: true, description: 'Meetings, latest first.' })
  async meetings(
    @Args(() => MeetingsArgs) { communityId, ...args }: MeetingsArgs,
    @Ctx() context: Context,
  ): Promise<Page<Meeting>> {
    const where = communityId ? { communityId } : {};
    const order = [
      ['startsAt', 'desc'],
      ['id', 'desc'],
    ] as const;
    return page(context, { entity: Meeting, field: 'meetings', where, order }, args);
  }

  @FieldResolver(() => [Case], { nullable: true, description: 'The matters raised there that the caller may follow.' })
  async matters(@Root() meeting: Meeting, @Ctx() context: Context): Promise<Case[]> {
    const cases = await childrenOf(context, { entity: Case, parent: 'meetingId', order: [['id', 'asc']] }, meeting.id);
    return cases.filter((one) => mayRead(context.caller, one));
  }

  @FieldResolver(() => [Enterprise], { nullable: true, description: 'The enterprises that came.' })
  attendees(@Root() { attendedBy }: Meeting): Enterprise[] {
    return attendedBy.map((id) => ({ id }));
  }

  @Mutation(() => planPayload.Payload, { nullable: true, description: 'Calls a meeting. Staff of the community.' })
  async planMeeting(
    @Arg('input', () => inputs.PlanMeetingInput, { description: 'The meeting.' }) input: inputs.PlanMeetingInput,
    @Ctx() { em, caller, now }: Context,
  ): Promise<object> {
    return planPayload.of(await meetings.planMeeting(em, { caller, now, input }));
  }

  @Mutation(() => writeUpPayload.Payload, {
    nullable: true,
    description:
      'Writes a meeting up, once every matter raised is settled or has its owner and due time. Staff of the community.',
  })
  async writeUpMeeting(
    @Arg('input', () => inputs.WriteUpMeetingInput, { description: 'How it went.' }) input: inputs.WriteUpMeetingInput,
    @Ctx() { em, caller, now }: Context,
  ): Promise<object> {
    return writeUpPayload.of(await meetings.writeUpMeeting(em, { caller, now, input }));
  }
}

@Resolver(() => SurveyRound)
export class SurveyRoundResolver {
  @Query(() => SurveyRound, { nullable: true, description: 'The survey round with this id; null if there is none.' })
  async surveyRound(
    @Arg('id', () => ID, { description: 'Its id.' }) id: string,
    @Ctx() context: Context,
  ): Promise<SurveyRound | null> {
    return loadById(context, SurveyRound, id);
  }

  @FieldResolver(() => Int, { description: 'Opinions and suggestions collected in it.' })
  async voices(@Root() round: SurveyRound, @Ctx() context: Context): Promise<number> {
    return (await countVoices(context, round.id)).all;
  }

  @FieldResolver(() => Int, {
    description: `Of them, on industry: ${industryThemes.join(', ')}. All others are on people’s work and life.`,
  })
  async industryVoices(@Root() round: SurveyRound, @Ctx() context: Context): Promise<number> {
    return (await countVoices(context, round.id)).industry;
  }

  @Mutation(() => surveyPayload.Payload, {
    nullable: true,
    description: 'Starts a survey round. Staff of the community.',
  })
  async startSurvey(
    @Arg('input', () => inputs.StartSurveyInput, { description: 'The round.' }) input: inputs.StartSurveyInput,
    @Ctx() { em, caller, now }: Context,
  ): Promise<object> {
    return surveyPayload.of(await meetings.startSurvey(em, { caller, now, input }));
  }
}

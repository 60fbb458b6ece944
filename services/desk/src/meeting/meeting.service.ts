import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  type Caller,
  holds,
  localized,
  newId,
  ok,
  once,
  refuse,
  type Result,
  sql,
  withoutTraceOfRefusals,
} from '@millgate/kit';
import { Meeting, MeetingState, SurveyRound } from './meeting.entity.ts';
import type { PlanMeetingInput, StartSurveyInput, WriteUpMeetingInput } from './meeting.inputs.ts';

interface By<Input> {
  readonly caller: Caller;
  readonly now: Date;
  readonly input: Input;
}

const runs = (caller: Caller, communityId: string) => holds(caller, 'COMMUNITY_STAFF', communityId);

export type NotYours = 'NOT_YOURS';

export const planMeeting = (
  em: EntityManager,
  { caller, now, input }: By<PlanMeetingInput>,
): Promise<Result<Meeting, NotYours>> =>
  em.transactional((tx) =>
    once(
      tx,
      { caller, mutation: 'planMeeting', key: input.idempotencyKey, input, now, keep: 'DAYS_30' },
      { idOf: (meeting) => meeting.id, find: (id) => tx.findOneOrFail(Meeting, id) },
      async (inner) => {
        const { communityId, kind, title, startsAt, place, agenda } = input;
        if (!runs(caller, communityId)) return refuse('NOT_YOURS', { path: ['communityId'], rule: 'meeting' });
        const meeting = inner.create(Meeting, {
          id: newId('mtg'),
          communityId,
          kind,
          titles: localized(title),
          startsAt,
          place,
          agenda: agenda ?? [],
          state: MeetingState.PLANNED,
        });
        await inner.flush();
        return ok(meeting);
      },
    ),
  );

export type WriteUpRefusal = 'MEETING_NOT_FOUND' | 'WRITTEN_UP_BEFORE' | 'MATTER_OPEN' | 'NOT_HELD_YET';

/** Writes a meeting up: not before each matter raised is settled, or has an owner and a due time (D8). */
export const writeUpMeeting = (
  em: EntityManager,
  { caller, now, input }: By<WriteUpMeetingInput>,
): Promise<Result<Meeting, WriteUpRefusal>> =>
  withoutTraceOfRefusals(em, async (tx) => {
    const at = { path: ['meetingId'], rule: 'D8' };
    const meeting = await tx.findOne(Meeting, input.meetingId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!meeting || !runs(caller, meeting.communityId)) return refuse('MEETING_NOT_FOUND', at);
    if (meeting.state === MeetingState.WRITTEN_UP) return refuse('WRITTEN_UP_BEFORE', at);
    if (now < meeting.startsAt) return refuse('NOT_HELD_YET', at);
    const open = await sql<{ no: string }>(
      tx,
      `select no from "case" where meeting_id = ?
          and (state in ('SUBMITTED', 'CORRECTION') or (state = 'IN_PROGRESS' and (owner_id is null or due_at is null)))
        order by id`,
      [meeting.id],
    );
    if (open.length > 0) return refuse('MATTER_OPEN', { ...at, details: { openCases: open.map(({ no }) => no) } });
    Object.assign(meeting, {
      state: MeetingState.WRITTEN_UP,
      minutes: input.minutes,
      attendedBy: input.attendedBy ?? [],
    });
    await tx.flush();
    return ok(meeting);
  });

export const startSurvey = (
  em: EntityManager,
  { caller, now, input }: By<StartSurveyInput>,
): Promise<Result<SurveyRound, NotYours>> =>
  em.transactional((tx) =>
    once(
      tx,
      { caller, mutation: 'startSurvey', key: input.idempotencyKey, input, now, keep: 'DAYS_30' },
      { idOf: (round) => round.id, find: (id) => tx.findOneOrFail(SurveyRound, id) },
      async (inner) => {
        const { communityId, name, from, to, visitedEnterprises } = input;
        if (!runs(caller, communityId)) return refuse('NOT_YOURS', { path: ['communityId'], rule: 'survey' });
        const round = inner.create(SurveyRound, {
          id: newId('svy'),
          communityId,
          names: localized(name),
          from,
          to,
          visitedEnterprises: visitedEnterprises ?? 0,
        });
        await inner.flush();
        return ok(round);
      },
    ),
  );

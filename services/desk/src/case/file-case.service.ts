import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { callerKey, type Caller, dayOf, newId, ok, once, refuse, type Result, sql } from '@millgate/kit';
import { workDays } from '../clock/calendar.service.ts';
import { isOffered, ServiceItem } from '../item/service-item.entity.ts';
import { Meeting, MeetingState, SurveyRound } from '../meeting/meeting.entity.ts';
import { giveToSomebody, routeOf } from '../office/assign.ts';
import { QueueTicket, TicketState } from '../ticket/ticket.entity.ts';
import { Case } from './case.entity.ts';
import { CaseAction, CaseAssistance, CaseChannel, CaseKind, CaseState } from './case.enums.ts';
import { promisedByKind, statutoryDays } from './case.rules.ts';
import { tellOfCase, type Tells } from './case.events.ts';
import { acceptBy, setClock } from './case-clock.ts';
import { recordStep } from './case-step.ts';
import type { FileCaseInput } from './file-case.inputs.ts';
import { filerOf, type FilingRefusal, mayFile } from './file-case.rules.ts';
import { Theme } from './theme.ts';

export type FileCaseRefusal =
  | FilingRefusal
  | 'ITEM_NOT_FOUND'
  | 'ITEM_NOT_OFFERED'
  | 'CHANNEL_NOT_OFFERED'
  | 'TICKET_NOT_FOUND'
  | 'MEETING_NOT_FOUND'
  | 'MEETING_WRITTEN_UP'
  | 'SURVEY_NOT_FOUND';

export interface Filing {
  readonly caller: Caller;
  readonly now: Date;
  readonly services: Tells;
  readonly input: FileCaseInput;
}

/** Files a matter: an application waits for a clerk, anything else has its owner and due date at once. */
export const fileCase = (em: EntityManager, filing: Filing): Promise<Result<Case, FileCaseRefusal>> =>
  em.transactional((tx) =>
    once(
      tx,
      {
        caller: filing.caller,
        mutation: 'fileCase',
        key: filing.input.idempotencyKey,
        input: filing.input,
        now: filing.now,
        keep: 'DAYS_30',
      },
      { idOf: (one) => one.id, find: (id) => tx.findOneOrFail(Case, id) },
      (inner) => file(inner, filing),
    ),
  );

async function file(
  tx: EntityManager,
  { caller, now, services, input }: Filing,
): Promise<Result<Case, FileCaseRefusal>> {
  const may = mayFile(filerOf(caller, input.communityId), input);
  if (!may.ok) return may;
  const item = input.itemCode ? await tx.findOne(ServiceItem, { code: input.itemCode }) : null;
  if (input.itemCode && !item) return refuse('ITEM_NOT_FOUND', { path: ['itemCode'], rule: 'item' });
  if (item && !isOffered(item)) {
    return refuse('ITEM_NOT_OFFERED', { path: ['itemCode'], rule: 'item' });
  }
  const channel = input.channel ?? CaseChannel.ONLINE;
  if (item && !item.channels.includes(channel)) {
    const details = { channels: item.channels };
    return refuse('CHANNEL_NOT_OFFERED', { path: ['channel'], rule: 'channels', details });
  }
  const belongs = await belonging(tx, input);
  if (!belongs.ok) return belongs;

  const calendar = await workDays(tx);
  const applies = input.kind === CaseKind.APPLICATION;
  const one = tx.create(Case, {
    id: newId('cas'),
    no: await nextNo(tx, input.communityId, now),
    kind: input.kind,
    theme: item?.theme ?? input.theme ?? Theme.OTHER,
    itemRef: item,
    subject: input.subject,
    details: input.details ?? null,
    communityId: input.communityId,
    workerId: input.workerId ?? null,
    enterpriseId: input.enterpriseId ?? null,
    aboutEnterpriseId: input.aboutEnterpriseId ?? null,
    filedBy: callerKey(caller),
    mandate: input.mandate ?? null,
    assistance: input.assistance ?? CaseAssistance.SELF,
    channel,
    ticketId: input.ticketId ?? null,
    meetingId: input.meetingId ?? null,
    surveyRoundId: input.surveyRoundId ?? null,
    state: applies ? CaseState.SUBMITTED : CaseState.IN_PROGRESS,
    receivedAt: now,
    acceptBy: applies ? acceptBy(calendar, now) : null,
    acceptedAt: applies ? null : now,
    limitDays: item?.promisedDays ?? promisedByKind[input.kind],
    statutoryDays: item?.statutoryDays ?? statutoryDays,
  });
  if (!applies) {
    await giveToSomebody(tx, one, await routeOf(tx, one), now);
    setClock(one, calendar);
  }
  recordStep(tx, one, { action: CaseAction.SUBMIT, before: null, at: now, actor: callerKey(caller) });
  await tx.flush();
  await tellOfCase(tx, one, services, now);
  return ok(one);
}

/** What the case is filed under is there, and still takes matters. */
async function belonging(tx: EntityManager, input: FileCaseInput): Promise<Result<null, FileCaseRefusal>> {
  const { communityId, ticketId, meetingId, surveyRoundId } = input;
  if (ticketId) {
    const ticket = await tx.findOne(QueueTicket, { id: ticketId, communityId });
    if (!ticket || ticket.state === TicketState.CLOSED) {
      return refuse('TICKET_NOT_FOUND', { path: ['ticketId'], rule: 'D6' });
    }
  }
  if (meetingId) {
    // Shared: many raise matters at once; whoever writes the meeting up waits for them, and they for the write-up.
    const meeting = await tx.findOne(Meeting, { id: meetingId, communityId }, { lockMode: LockMode.PESSIMISTIC_READ });
    if (!meeting) return refuse('MEETING_NOT_FOUND', { path: ['meetingId'], rule: 'D8' });
    if (meeting.state === MeetingState.WRITTEN_UP) {
      return refuse('MEETING_WRITTEN_UP', { path: ['meetingId'], rule: 'D8' });
    }
  }
  if (surveyRoundId && !(await tx.findOne(SurveyRound, { id: surveyRoundId, communityId }))) {
    return refuse('SURVEY_NOT_FOUND', { path: ['surveyRoundId'], rule: 'survey' });
  }
  return ok(null);
}

/** `2026-LFGY-000042`: counted a year, by a row that callers take in turn; a number that rolls back is not reused (D9). */
async function nextNo(tx: EntityManager, communityId: string, now: Date): Promise<string> {
  const year = Number(dayOf(now).slice(0, 4));
  const [row] = await sql<{ last: number }>(
    tx,
    `insert into case_number as n (community_id, year, last) values (?, ?, 1)
     on conflict (community_id, year) do update set last = n.last + 1 returning last`,
    [communityId, year],
  );
  return `${year}-${communityId.slice(-6)}-${String(row?.last ?? 0).padStart(6, '0')}`;
}

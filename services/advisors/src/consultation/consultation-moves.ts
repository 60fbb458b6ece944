import type { EntityManager } from '@mikro-orm/postgresql';
import {
  type CalendarDay,
  type Caller,
  dayOf,
  limitFrom,
  newId,
  ok,
  refuse,
  type Result,
  sql,
  toldWorkDays,
} from '@millgate/kit';
import { AdvisorChannel } from '../advisor/advisor.enums.ts';
import { assignNext, takeAway } from '../matching/assign.service.ts';
import { type Assignment, AssignmentEnding } from '../matching/assignment.entity.ts';
import { AdviceSource } from '../source/advice-source.entity.ts';
import type * as inputs from './consultation.inputs.ts';
import { isAdvisor } from '../advisor/advisor.policy.ts';
import { limits } from './consultation.rules.ts';
import { ConsultationAction } from './consultation-step.entity.ts';
import { recordStep } from './consultation-step.ts';
import { type Consultation, ConsultationState } from './consultation.entity.ts';
import { FollowUp } from './follow-up.entity.ts';
import { accepted, moveConsultation } from './move-consultation.service.ts';
import { Visit } from './visit.entity.ts';

/** Each step of a consultation: whose it is, and what changes besides the state. */

interface By<Input> {
  readonly caller: Caller;
  readonly now: Date;
  readonly input: Input;
}

const adviser = ({ advisorRef }: Consultation, caller: Caller) =>
  advisorRef !== null && isAdvisor(caller, advisorRef.id);
/** Whoever may read it and does not have it asked it, or speaks for the enterprise that did. */
const asker = (one: Consultation, caller: Caller) => !adviser(one, caller);

export const acceptConsultation = (em: EntityManager, by: By<inputs.AcceptConsultationInput>) =>
  moveConsultation<Consultation>(em, {
    ...by,
    action: ConsultationAction.ACCEPT,
    allowed: adviser,
    change: async (one) => {
      accepted(one);
      return ok({ value: one });
    },
  });

/** The next adviser is asked at once; the first request time stays (A5). */
export const declineConsultation = (em: EntityManager, by: By<inputs.DeclineConsultationInput>) =>
  moveConsultation<Assignment>(em, {
    ...by,
    action: ConsultationAction.DECLINE,
    allowed: adviser,
    change: async (one, tx) => {
      const { reason } = by.input;
      const value = await takeAway(tx, one, { ending: AssignmentEnding.DECLINED, reason, now: by.now });
      return ok({ value, note: reason });
    },
    then: (one, tx) => askNext(tx, one, by.now),
  });

async function askNext(tx: EntityManager, one: Consultation, now: Date): Promise<void> {
  one.state = ConsultationState.REQUESTED;
  const before = ConsultationState.DECLINED;
  await recordStep(tx, one, { action: ConsultationAction.ASK_NEXT, before, at: now, actor: null });
  await assignNext(tx, one, now);
}

export const planVisit = (em: EntityManager, by: By<inputs.PlanVisitInput>) =>
  moveConsultation<Consultation, 'IN_PAST'>(em, {
    ...by,
    action: ConsultationAction.PLAN_VISIT,
    allowed: adviser,
    acceptsFirst: true,
    change: async (one, tx) => {
      const { plannedFor } = by.input;
      if (plannedFor <= by.now) return refuse('IN_PAST', { path: ['plannedFor'], rule: 'visit' });
      // One is planned at a time: who plans another puts it in place of the first.
      await callOffPlanned(tx, one, by.now);
      const mode = by.input.mode ?? one.mode ?? AdvisorChannel.VISIT;
      const ids = { id: newId('vis'), consultationRef: one, advisorRef: one.advisorRef?.id ?? '' };
      tx.create(Visit, { ...ids, plannedFor, mode });
      one.mode = mode;
      return ok({ value: one });
    },
  });

const callOffPlanned = (tx: EntityManager, one: Consultation, now: Date) =>
  sql(
    tx,
    'update visit set called_off_at = ? where consultation_id = ? and made_at is null and called_off_at is null',
    [now, one.id],
  );

export const recordVisit = (em: EntityManager, by: By<inputs.RecordVisitInput>) =>
  moveConsultation<Consultation, 'NOT_YET' | 'BEFORE_REQUEST'>(em, {
    ...by,
    action: ConsultationAction.MEET,
    allowed: adviser,
    acceptsFirst: true,
    change: async (one, tx) => {
      const madeAt = by.input.madeAt ?? by.now;
      if (madeAt > by.now) return refuse('NOT_YET', { path: ['madeAt'], rule: 'visit' });
      if (madeAt < one.firstRequestedAt) return refuse('BEFORE_REQUEST', { path: ['madeAt'], rule: 'visit' });
      const planned = await tx.findOne(Visit, { consultationRef: one, madeAt: null, calledOffAt: null });
      const visit =
        planned ??
        tx.create(Visit, {
          id: newId('vis'),
          consultationRef: one,
          advisorRef: one.advisorRef?.id ?? '',
          mode: by.input.mode ?? one.mode ?? AdvisorChannel.VISIT,
          madeAt,
        });
      const { note, shared, mode } = by.input;
      Object.assign(visit, { madeAt, noteText: note ?? null, shared: shared ?? false, mode: mode ?? visit.mode });
      one.firstContactAt ??= madeAt;
      return ok({ value: one });
    },
  });

export const answerConsultation = (em: EntityManager, by: By<inputs.AnswerConsultationInput>) =>
  moveConsultation<Consultation, 'SOURCE_NOT_FOUND' | 'SOURCE_NOT_IN_FORCE'>(em, {
    ...by,
    action: ConsultationAction.ANSWER,
    allowed: adviser,
    acceptsFirst: true,
    change: async (one, tx) => {
      const cited = await citations(tx, by.input.sourceCodes ?? [], dayOf(by.now));
      if (!cited.ok) return cited;
      one.answer = by.input.answer;
      one.citations = cited.value;
      one.answeredAt = by.now;
      one.firstContactAt ??= by.now;
      await planFollowUp(tx, one, by.now, by.input.followUpInWorkingDays ?? limits.followUp);
      return ok({ value: one });
    },
  });

type Cited = Consultation['citations'][number];

/** Code and title as the catalogue has them on that day: an answer goes on saying what it rested on then. */
async function citations(
  tx: EntityManager,
  codes: readonly string[],
  on: CalendarDay,
): Promise<Result<Cited[], 'SOURCE_NOT_FOUND' | 'SOURCE_NOT_IN_FORCE'>> {
  const at = { path: ['sourceCodes'], rule: 'citation' };
  const found = new Map((await tx.find(AdviceSource, { code: { $in: [...codes] } })).map((one) => [one.code, one]));
  const missing = codes.filter((code) => !found.has(code));
  if (missing.length > 0) return refuse('SOURCE_NOT_FOUND', { ...at, details: { codes: missing } });
  const ended = codes.filter((code) => {
    const source = found.get(code);
    return source && (on < source.validFrom || (source.validUntil !== null && on >= source.validUntil));
  });
  if (ended.length > 0) return refuse('SOURCE_NOT_IN_FORCE', { ...at, details: { codes: ended } });
  return ok(
    [...new Set(codes)].flatMap((code) => {
      const titles = found.get(code)?.titles;
      return titles ? [{ code, titles: { zh: titles.zh, en: titles.en } }] : [];
    }),
  );
}

async function planFollowUp(tx: EntityManager, one: Consultation, now: Date, days: number): Promise<void> {
  const { on, at } = limitFrom(await toldWorkDays(tx), now, days);
  tx.create(FollowUp, { id: newId('fup'), consultationRef: one, dueOn: on, dueAt: at });
}

export const recordFollowUp = (em: EntityManager, by: By<inputs.RecordFollowUpInput>) =>
  moveConsultation<Consultation, 'NOTHING_DUE'>(em, {
    ...by,
    action: ConsultationAction.FOLLOW_UP,
    allowed: adviser,
    change: async (one, tx) => {
      const open = await tx.findOne(FollowUp, { consultationRef: one, doneAt: null });
      if (!open) return refuse('NOTHING_DUE', { path: ['consultationId'], rule: 'followUp' });
      const { result, note, againInWorkingDays } = by.input;
      Object.assign(open, { doneAt: by.now, result, note: note ?? null });
      // Written before the next: one consultation has one open follow-up.
      await tx.flush();
      if (againInWorkingDays) await planFollowUp(tx, one, by.now, againInWorkingDays);
      return ok({ value: one });
    },
  });

/** Whoever asked rates it, and is done; what was still to be asked of them is not asked any more. */
export const rateConsultation = (em: EntityManager, by: By<inputs.RateConsultationInput>) =>
  moveConsultation<Consultation>(em, {
    ...by,
    action: ConsultationAction.CLOSE,
    allowed: asker,
    change: async (one, tx) => {
      Object.assign(one, { rating: by.input.score, ratingComment: by.input.comment ?? null });
      await close(tx, one, by.now);
      return ok({ value: one });
    },
  });

/** The adviser closes what was followed up. */
export const closeConsultation = (em: EntityManager, by: By<inputs.CloseConsultationInput>) =>
  moveConsultation<Consultation, 'FOLLOW_UP_OPEN'>(em, {
    ...by,
    action: ConsultationAction.CLOSE,
    allowed: adviser,
    change: async (one, tx) => {
      const open = await tx.count(FollowUp, { consultationRef: one, doneAt: null });
      if (open > 0) return refuse('FOLLOW_UP_OPEN', { path: ['consultationId'], rule: 'followUp' });
      await close(tx, one, by.now);
      return ok({ value: one });
    },
  });

async function close(tx: EntityManager, one: Consultation, now: Date): Promise<void> {
  one.closedAt = now;
  await sql(tx, 'delete from follow_up where consultation_id = ? and done_at is null', [one.id]);
}

export const cancelConsultation = (em: EntityManager, by: By<inputs.CancelConsultationInput>) =>
  moveConsultation<Consultation>(em, {
    ...by,
    action: ConsultationAction.CANCEL,
    allowed: asker,
    change: async (one, tx) => {
      Object.assign(one, { closedAt: by.now, acceptBy: null });
      await callOffPlanned(tx, one, by.now);
      return ok({ value: one });
    },
  });

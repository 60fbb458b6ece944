import type { EntityManager } from '@mikro-orm/postgresql';
import { type Caller, mutationAnswer, ok, once, refuse, type Result } from '@millgate/kit';
import type { CourseInstance } from '../instance/course-instance.entity.ts';
import { Enrolment, WithdrawnBecause } from './enrolment.entity.ts';
import { fillFreeSeats, giveUp, lockedSitting, settleCutoff } from './promotion.service.ts';
import { EnrolmentState } from './seating.rules.ts';
import type { ConfirmSeatInput, WithdrawEnrolmentInput } from './withdraw.inputs.ts';

const notFound = {
  about: 'The caller has no enrolment with this id.',
  zh: '没有这项报名。',
  en: 'There is no such enrolment.',
};

export const withdrawAnswer = mutationAnswer('WithdrawEnrolment', {
  refused: 'Why an enrolment was not withdrawn.',
  result: ['enrolment', () => Enrolment, 'The withdrawn enrolment; null if it was refused.'],
  details: { state: [() => EnrolmentState, 'With ALREADY_ENDED: what became of it.'] },
  codes: {
    ENROLMENT_NOT_FOUND: notFound,
    ALREADY_ENDED: {
      about: 'There is no seat or place to give up any more; `state` says why.',
      zh: '该报名已结束。',
      en: 'There is nothing to give up any more.',
    },
    STARTED: { about: 'The sitting has begun.', zh: '课程已开始。', en: 'The sitting has begun.' },
  },
});

export const confirmAnswer = mutationAnswer('ConfirmSeat', {
  refused: 'Why a seat was not confirmed.',
  result: ['enrolment', () => Enrolment, 'The enrolment; null if it was refused.'],
  codes: {
    ENROLMENT_NOT_FOUND: notFound,
    NOT_OFFERED: {
      about: 'There is no seat that waits to be confirmed.',
      zh: '没有待确认的名额。',
      en: 'No seat waits to be confirmed.',
    },
    OFFER_LAPSED: {
      about: 'It was not confirmed in time; the seat is somebody else’s.',
      zh: '名额已过确认时间。',
      en: 'The seat was not confirmed in time.',
    },
  },
});

export interface OwnEnrolment<Input> {
  readonly caller: Caller;
  readonly workerId: string;
  readonly now: Date;
  readonly input: Input;
}

/** Gives up a seat or a place; a seat goes to the next in line in the same transaction. */
export const withdrawEnrolment = (em: EntityManager, withdrawing: OwnEnrolment<WithdrawEnrolmentInput>) =>
  withOwn(em, 'withdrawEnrolment', withdrawing, async (tx, { enrolment, sitting }) => {
    const { now } = withdrawing;
    const { state } = enrolment;
    if (state !== EnrolmentState.SEATED && state !== EnrolmentState.WAITLISTED)
      return refuse('ALREADY_ENDED', { path: ['enrolmentId'], rule: 'T1', details: { state } });
    if (now >= sitting.startsAt) return refuse('STARTED', { path: ['enrolmentId'], rule: 'startsAt' });
    await settleCutoff(tx, sitting, now);
    giveUp(enrolment, WithdrawnBecause.WORKER);
    await fillFreeSeats(tx, sitting, now);
    return ok(enrolment);
  });

export const confirmSeat = (em: EntityManager, confirming: OwnEnrolment<ConfirmSeatInput>) =>
  withOwn(em, 'confirmSeat', confirming, async (tx, { enrolment }) => {
    const at = { path: ['enrolmentId'], rule: 'T1' };
    if (enrolment.withdrawnBecause === WithdrawnBecause.OFFER_LAPSED) return refuse('OFFER_LAPSED', at);
    if (enrolment.state !== EnrolmentState.SEATED || !enrolment.confirmUntil) return refuse('NOT_OFFERED', at);
    // Whether or not the time has been noticed yet.
    if (confirming.now >= enrolment.confirmUntil) return refuse('OFFER_LAPSED', at);
    enrolment.confirmUntil = null;
    enrolment.revision += 1;
    await tx.flush();
    return ok(enrolment);
  });

/** The caller's own enrolment as it stands while its sitting is held. */
async function withOwn<Code extends string>(
  em: EntityManager,
  mutation: string,
  { caller, workerId, now, input }: OwnEnrolment<WithdrawEnrolmentInput>,
  effect: (
    tx: EntityManager,
    own: { enrolment: Enrolment; sitting: CourseInstance },
  ) => Promise<Result<Enrolment, Code>>,
): Promise<Result<Enrolment, Code | 'ENROLMENT_NOT_FOUND'>> {
  return em.transactional((tx) =>
    once<Enrolment, Code | 'ENROLMENT_NOT_FOUND'>(
      tx,
      { caller, mutation, key: input.idempotencyKey, input, now, keep: 'DAYS_30' },
      { idOf: ({ id }) => id, find: (id) => tx.findOneOrFail(Enrolment, id) },
      async (inner) => {
        const named = await inner.findOne(Enrolment, { id: input.enrolmentId, workerId });
        const sitting = named && (await lockedSitting(inner, named.instanceRef.id));
        if (!sitting) return refuse('ENROLMENT_NOT_FOUND', { path: ['enrolmentId'], rule: 'enrolment' });
        const enrolment = await inner.findOneOrFail(Enrolment, named.id, { refresh: true });
        return effect(inner, { enrolment, sitting });
      },
    ),
  );
}

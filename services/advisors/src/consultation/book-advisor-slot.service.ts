import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { type Caller, dayOf, limitFrom, newId, ok, once, refuse, type Result, sql, toldWorkDays } from '@millgate/kit';
import { Advisor, Appointment, DeclaredInterest } from '../advisor/advisor.entity.ts';
import { Assignment, AssignmentReason } from '../matching/assignment.entity.ts';
import { AdvisorNoticeKind } from '../notice/advisor-notice.entity.ts';
import { notify } from '../notice/notify.ts';
import { Slot } from '../slot/slot.entity.ts';
import type { BookAdvisorSlotInput } from './book-advisor-slot.inputs.ts';
import type { BookAdvisorSlotErrorCode } from './book-advisor-slot.payloads.ts';
import { judgeBooking } from './booking.rules.ts';
import type { Confidentiality } from './confidentiality.rules.ts';
import { limits } from './consultation.rules.ts';
import { ConsultationAction } from './consultation-step.entity.ts';
import { recordStep } from './consultation-step.ts';
import { Consultation, ConsultationState } from './consultation.entity.ts';

type Refusal = keyof typeof BookAdvisorSlotErrorCode;

/** For whom somebody asks. */
export type Asker =
  | { readonly workerId: string; readonly enterpriseId: null }
  | { readonly workerId: null; readonly enterpriseId: string };

export interface BookingSlot {
  readonly caller: Caller;
  readonly authorId: string;
  readonly asker: Asker;
  readonly now: Date;
  readonly input: BookAdvisorSlotInput;
}

/** One slot, one consultation (A1). Any number of callers may press at once: the index decides. */
export const bookAdvisorSlot = (em: EntityManager, booking: BookingSlot): Promise<Result<Consultation, Refusal>> =>
  em.transactional((tx) =>
    once(
      tx,
      {
        caller: booking.caller,
        mutation: 'bookAdvisorSlot',
        key: booking.input.idempotencyKey,
        input: booking.input,
        now: booking.now,
        keep: 'DAYS_30',
      },
      { idOf: ({ id }) => id, find: (id) => tx.findOneOrFail(Consultation, id) },
      (inner) => book(inner, booking),
    ),
  );

async function book(tx: EntityManager, booking: BookingSlot): Promise<Result<Consultation, Refusal>> {
  const { asker, now, input } = booking;
  const slot = await tx.findOne(Slot, input.slotId);
  if (!slot) return refuse('SLOT_NOT_FOUND', { path: ['slotId'], rule: 'A1' });
  // Shared: bookings do not wait for each other, but whoever ends a term or declares an interest locks the same row
  // for update, and then either we see it or it sees us.
  const advisor = await tx.findOneOrFail(Advisor, slot.advisorRef.id, { lockMode: LockMode.PESSIMISTIC_READ });
  const { enterpriseId } = asker;
  const interests = enterpriseId === null ? [] : await tx.find(DeclaredInterest, { advisorRef: advisor, enterpriseId });
  const judged = judgeBooking({
    now,
    startsAt: slot.startsAt,
    day: dayOf(slot.startsAt),
    kind: advisor.kind,
    appointments: await tx.find(Appointment, { advisorRef: advisor }),
    interests,
    wanted: input.confidentiality ?? null,
  });
  if (!judged.ok) return { ok: false, refusals: judged.refusals.map((one) => withEnterprise(one, enterpriseId)) };
  const id = await hold(tx, booking, slot, advisor, judged.value);
  if (id !== null) return ok(await tx.findOneOrFail(Consultation, id));
  const details = { nextSlotId: await nextFreeSlot(tx, advisor.id, now) };
  return refuse('SLOT_TAKEN', { path: ['slotId'], rule: 'A1', details });
}

const withEnterprise = <R extends { code: Refusal; details?: Readonly<Record<string, unknown>> }>(
  refusal: R,
  enterpriseId: string | null,
): R => (refusal.code === 'ADVISOR_HAS_INTEREST' ? { ...refusal, details: { enterpriseId } } : refusal);

/** Writes the consultation unless the slot has one; who comes second waits here until the first is decided. */
async function hold(
  tx: EntityManager,
  { authorId, asker, now, input }: BookingSlot,
  slot: Slot,
  advisor: Advisor,
  confidentiality: Confidentiality,
): Promise<string | null> {
  const id = newId('cns');
  const calendar = await toldWorkDays(tx);
  const [row] = await sql<{ id: string }>(
    tx,
    `insert into consultation
       (id, kind, author_id, worker_id, enterprise_id, advisor_id, slot_id, question, confidentiality, mode, citations,
        state, first_requested_at, community_id, assigned_on, assign_by, accept_by, contact_by)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '[]', ?, ?, ?, ?, ?, ?, ?)
     on conflict do nothing returning id`,
    [
      id,
      advisor.kind,
      authorId,
      asker.workerId,
      asker.enterpriseId,
      advisor.id,
      slot.id,
      input.question,
      confidentiality,
      slot.mode,
      ConsultationState.ASSIGNED,
      now,
      advisor.communityId,
      dayOf(slot.startsAt),
      limitFrom(calendar, now, limits.assign).at,
      limitFrom(calendar, now, limits.accept).at,
      limitFrom(calendar, now, limits.contact).at,
    ],
  );
  if (!row) return null;
  await recordBooking(tx, await tx.findOneOrFail(Consultation, id), advisor.id, now);
  return id;
}

/** Whoever books a slot has chosen the adviser: it was asked and assigned in one. */
async function recordBooking(tx: EntityManager, one: Consultation, advisorId: string, now: Date): Promise<void> {
  tx.create(Assignment, {
    id: newId('asg'),
    consultationRef: one,
    advisorRef: advisorId,
    assignedAt: now,
    why: [AssignmentReason.CHOSEN],
    considered: 1,
  });
  // Written first: of what is sealed nobody is told but those it was given to (A4).
  await tx.flush();
  notify(tx, advisorId, { kind: AdvisorNoticeKind.ASKED, one, at: now });
  await recordStep(tx, one, { action: ConsultationAction.REQUEST, before: null, at: now, actor: one.authorId });
}

async function nextFreeSlot(tx: EntityManager, advisorId: string, now: Date): Promise<string | null> {
  const where = { advisorRef: advisorId, startsAt: { $gt: now }, bookable: true };
  const next = await tx.findOne(Slot, where, { orderBy: { startsAt: 'asc', id: 'asc' } });
  return next?.id ?? null;
}

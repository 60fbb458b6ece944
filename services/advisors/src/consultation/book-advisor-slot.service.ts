import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { type Caller, dayOf, newId, ok, once, refuse, type Result, sql } from '@millgate/kit';
import { Advisor, Appointment, DeclaredInterest } from '../advisor/advisor.entity.ts';
import { Slot } from '../slot/slot.entity.ts';
import type { BookAdvisorSlotInput } from './book-advisor-slot.inputs.ts';
import type { BookAdvisorSlotErrorCode } from './book-advisor-slot.payloads.ts';
import { judgeBooking } from './booking.rules.ts';
import type { Confidentiality } from './confidentiality.rules.ts';
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
  const [row] = await sql<{ id: string }>(
    tx,
    `insert into consultation
       (id, kind, author_id, worker_id, enterprise_id, advisor_id, slot_id, question, confidentiality, mode, citations,
        state, first_requested_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '[]', ?, ?)
     on conflict do nothing returning id`,
    [
      newId('cns'),
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
    ],
  );
  return row?.id ?? null;
}

async function nextFreeSlot(tx: EntityManager, advisorId: string, now: Date): Promise<string | null> {
  const where = { advisorRef: advisorId, startsAt: { $gt: now }, bookable: true };
  const next = await tx.findOne(Slot, where, { orderBy: { startsAt: 'asc', id: 'asc' } });
  return next?.id ?? null;
}

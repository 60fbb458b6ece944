import { type CalendarDay, holdsOn, type Period, type Refusal, type Result } from '@millgate/kit';
import type { AdvisorKind } from '../advisor/advisor.enums.ts';
import { inOfficeOn } from '../advisor/office.rules.ts';
import { type Confidentiality, confidentialityFor } from './confidentiality.rules.ts';

export interface Booking {
  readonly now: Date;
  readonly startsAt: Date;
  /** The community's day on which the slot begins. */
  readonly day: CalendarDay;
  readonly kind: `${AdvisorKind}`;
  readonly appointments: readonly Period[];
  /** Interests that the adviser declared in the enterprise that asks; none where a worker asks for herself. */
  readonly interests: readonly Period[];
  readonly wanted: Confidentiality | null;
}

export type BookingRefusal = 'SLOT_PAST' | 'ADVISOR_NOT_IN_OFFICE' | 'ADVISOR_HAS_INTEREST' | 'INTEGRITY_IS_SEALED';

/**
 * Whether the slot may be booked by this asker, taken or not; says every reason at once. A slot that begins at this
 * very instant is past. Office and interest count on the day of the slot, not of the booking.
 */
export function judgeBooking(booking: Booking): Result<Confidentiality, BookingRefusal> {
  const { now, startsAt, day, appointments, interests } = booking;
  const refusals: Refusal<BookingRefusal>[] = [];
  if (startsAt <= now) refusals.push({ code: 'SLOT_PAST', path: ['slotId'], rule: 'A1' });
  if (!inOfficeOn(appointments, day)) {
    refusals.push({ code: 'ADVISOR_NOT_IN_OFFICE', path: ['slotId'], rule: 'A2', details: { on: day } });
  }
  if (interests.some((interest) => holdsOn(interest, day))) {
    refusals.push({ code: 'ADVISOR_HAS_INTEREST', path: ['onBehalfOfEnterpriseId'], rule: 'A3' });
  }
  const confidentiality = confidentialityFor(booking.kind, booking.wanted);
  if (confidentiality === null) {
    refusals.push({ code: 'INTEGRITY_IS_SEALED', path: ['confidentiality'], rule: 'A4' });
  }
  return confidentiality !== null && refusals.length === 0
    ? { ok: true, value: confidentiality }
    : { ok: false, refusals };
}

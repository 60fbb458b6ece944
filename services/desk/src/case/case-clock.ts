import type { WorkDays } from '@millgate/kit';
import { addTo, addWorkingDays, instantAt } from '@millgate/kit';
import { acceptWithin, dueDay, escalationsOf, startDay, type TimeLimit } from '../clock/clock.rules.ts';
import { type Case, pausesOf } from './case.entity.ts';
import { closesAfter } from './case.rules.ts';

/** What the due date of an accepted case follows from; null before acceptance. */
export const limitOf = ({ acceptedAt, limitDays, extensionDays, pauses }: Case): TimeLimit | null =>
  acceptedAt && { acceptedAt, limitDays, extensionDays, pauses: pausesOf(pauses) };

/** Lets the clock run again from an instant on, with the days that were left. */
export function runAgain(one: Case, from: Date, calendar: WorkDays): void {
  one.pauses = one.pauses.map((pause) => (pause.until === null ? { ...pause, until: from.toISOString() } : pause));
  one.resumesAt = null;
  setClock(one, calendar);
}

/** Sets the due date and what follows from it, from nothing but the limit and the calendar (D2). */
export function setClock(one: Case, calendar: WorkDays): void {
  const limit = limitOf(one);
  const due = limit && dueDay(calendar, limit);
  const levels = due && escalationsOf(calendar, due);
  one.dueAt = due?.dueAt ?? null;
  one.remindAt = levels?.remindAt ?? null;
  one.districtAt = levels?.districtAt ?? null;
}

const endOfWorkingDay = (calendar: WorkDays, from: Date, days: number): Date =>
  instantAt(addTo(addWorkingDays(calendar, startDay(calendar, from), days), { days: 1 }), '00:00');

export const acceptBy = (calendar: WorkDays, receivedAt: Date): Date =>
  endOfWorkingDay(calendar, receivedAt, acceptWithin);

/** When a clock that was stopped runs again at the latest. */
export const resumesAt = (calendar: WorkDays, stoppedAt: Date, days: number): Date =>
  endOfWorkingDay(calendar, stoppedAt, days);

export const closesAt = (calendar: WorkDays, deliveredAt: Date): Date =>
  endOfWorkingDay(calendar, deliveredAt, closesAfter);

import { addTo, type CalendarDay, dayOf, instantAt } from './dates.ts';

/** What working-day arithmetic knows of a calendar. */
export interface WorkDays {
  /** Whether each day of the week is worked, Monday first. */
  readonly week: readonly boolean[];
  /** Days that differ from their weekday: holidays off, and Saturdays or Sundays worked instead. */
  readonly exceptions: ReadonlyMap<CalendarDay, boolean>;
}

/** The farthest a sum may lead, in working days; no time limit of any service comes near. */
export const longestSum = 2_000;

export function isWorkingDay({ week, exceptions }: WorkDays, day: CalendarDay): boolean {
  return exceptions.get(day) ?? week[Temporal.PlainDate.from(day).dayOfWeek - 1] ?? false;
}

/**
 * The day on which a time limit of so many working days ends. The day it starts from is not counted, worked or not;
 * zero working days end on that day itself.
 */
export function addWorkingDays(calendar: WorkDays, from: CalendarDay, days: number): CalendarDay {
  if (days > 0 && !calendar.week.includes(true)) throw new RangeError('A calendar works on some day of the week.');
  let day = Temporal.PlainDate.from(from);
  for (let left = days; left > 0;) {
    day = day.add({ days: 1 });
    if (isWorkingDay(calendar, day.toString())) left -= 1;
  }
  return day.toString();
}

/** How many working days lie after `from` and up to `until`; 0 where `until` is not later. The inverse of adding them. */
export function workingDaysBetween(calendar: WorkDays, from: CalendarDay, until: CalendarDay): number {
  let count = 0;
  for (let day = Temporal.PlainDate.from(from).add({ days: 1 }); day.toString() <= until; day = day.add({ days: 1 })) {
    if (isWorkingDay(calendar, day.toString())) count += 1;
  }
  return count;
}

export interface Limit {
  /** The last day of it. */
  readonly on: CalendarDay;
  /** Midnight after that day. */
  readonly at: Date;
}

/** A limit of so many working days that begins now; today is not counted. */
export function limitFrom(calendar: WorkDays, now: Date, days: number): Limit {
  const on = addWorkingDays(calendar, dayOf(now), days);
  return { on, at: instantAt(addTo(on, { days: 1 }), '00:00') };
}

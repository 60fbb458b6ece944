import {
  addTo,
  addWorkingDays,
  type CalendarDay,
  dayOf,
  instantAt,
  isWorkingDay,
  workingDaysBetween,
  type WorkDays,
} from '@millgate/kit';

/** From this hour on, what is received counts as received on the next working day. */
export const cutOffHour = '17:00';

/** Working days within which a clerk accepts, or silence accepts (Administrative Licensing Law, article 32). */
export const acceptWithin = 5;

/** Share of a time limit after which the owner is reminded. */
const remindAfter = 0.8;

/** Working days after a breach until the district hears of it. */
const districtAfter = 2;

/** A stop of the clock, with a lawful reason. */
export interface Pause {
  readonly from: Date;
  readonly until: Date | null;
}

/** All that a due date follows from (D2), besides the calendar. */
export interface TimeLimit {
  readonly acceptedAt: Date;
  /** Working days promised, and those granted once in addition. */
  readonly limitDays: number;
  readonly extensionDays: number;
  /** In order; only the last can be without an end. */
  readonly pauses: readonly Pause[];
}

export interface DueDay {
  /** The day that is not counted: that of acceptance, or the next working day. */
  readonly startsOn: CalendarDay;
  /** The last day of the limit; null while the clock is stopped. */
  readonly dueOn: CalendarDay | null;
  /** Midnight after it; null while the clock is stopped. */
  readonly dueAt: Date | null;
  /** Working days used until the clock stopped, or that the limit has left to count from `countsFrom`. */
  readonly remainingDays: number;
  readonly countsFrom: CalendarDay;
}

/** The day counting starts from: itself not counted; out of hours, the next working day. */
export function startDay(calendar: WorkDays, received: Date): CalendarDay {
  const day = dayOf(received);
  const inHours = isWorkingDay(calendar, day) && received < instantAt(day, cutOffHour);
  return inHours ? day : addWorkingDays(calendar, day, 1);
}

/** The due day of a limit. A day on which the clock is stopped is used; the day on which it resumes is not counted. */
export function dueDay(calendar: WorkDays, limit: TimeLimit): DueDay {
  const startsOn = startDay(calendar, limit.acceptedAt);
  let countsFrom = startsOn;
  let remainingDays = limit.limitDays + limit.extensionDays;
  for (const { from, until } of limit.pauses) {
    remainingDays -= workingDaysBetween(calendar, countsFrom, dayOf(from));
    if (until === null) return { startsOn, dueOn: null, dueAt: null, remainingDays, countsFrom: dayOf(from) };
    countsFrom = laterOf(countsFrom, dayOf(until));
  }
  const dueOn = addWorkingDays(calendar, countsFrom, Math.max(remainingDays, 0));
  return { startsOn, dueOn, dueAt: endOf(dueOn), remainingDays, countsFrom };
}

const laterOf = (a: CalendarDay, b: CalendarDay) => (a > b ? a : b);

/** The last day ends at 24:00. */
const endOf = (day: CalendarDay): Date => instantAt(addTo(day, { days: 1 }), '00:00');

export interface Escalations {
  /** When the owner is reminded: at 80 % of the limit. */
  readonly remindAt: Date;
  /** When the community hears: at the breach. */
  readonly breachAt: Date;
  /** When the district hears: two working days later. */
  readonly districtAt: Date;
}

/** When each level is due; none moves the due date. */
export function escalationsOf(calendar: WorkDays, due: DueDay): Escalations | null {
  if (!due.dueOn || !due.dueAt) return null;
  const used = Math.floor(Math.max(due.remainingDays, 0) * remindAfter);
  return {
    remindAt: endOf(addWorkingDays(calendar, due.countsFrom, used)),
    breachAt: due.dueAt,
    districtAt: endOf(addWorkingDays(calendar, due.dueOn, districtAfter)),
  };
}

export enum ClockDayKind {
  START = 'START',
  COUNTED = 'COUNTED',
  OFF = 'OFF',
  PAUSED = 'PAUSED',
}

export interface ClockDay {
  readonly on: CalendarDay;
  readonly kind: ClockDayKind;
  /** How many working days are used up to and with this day. */
  readonly used: number;
}

/** Longer arithmetic than this nobody reads. */
const explainedDays = 400;

/** The arithmetic day by day, from the start to the due day, or to `today` while the clock is stopped. */
export function explainDueDay(calendar: WorkDays, limit: TimeLimit, today: CalendarDay): ClockDay[] {
  const due = dueDay(calendar, limit);
  const last = due.dueOn ?? laterOf(today, due.countsFrom);
  const days: ClockDay[] = [{ on: due.startsOn, kind: ClockDayKind.START, used: 0 }];
  let used = 0;
  for (
    let on = addTo(due.startsOn, { days: 1 });
    on <= last && days.length < explainedDays;
    on = addTo(on, { days: 1 })
  ) {
    const paused = limit.pauses.some(({ from, until }) => on > dayOf(from) && (until === null || on <= dayOf(until)));
    const counted = !paused && isWorkingDay(calendar, on);
    if (counted) used += 1;
    days.push({ on, kind: paused ? ClockDayKind.PAUSED : counted ? ClockDayKind.COUNTED : ClockDayKind.OFF, used });
  }
  return days;
}

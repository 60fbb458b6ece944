/** The zone in which the community's calendar days begin and end. */
export const communityZone = 'Asia/Shanghai';

/** A calendar day as stored and sent: `YYYY-MM-DD`. Two of them compare as text. */
export type CalendarDay = string;

/** The calendar day on which an instant falls in the community. */
export function dayOf(instant: Date): CalendarDay {
  return instant.toTemporalInstant().toZonedDateTimeISO(communityZone).toPlainDate().toString();
}

/** The instant at which a wall-clock time of the community occurs on a day; `time` is `HH:MM`. */
export function instantAt(day: CalendarDay, time: string): Date {
  const local = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: communityZone, plainTime: time });
  return new Date(local.epochMilliseconds);
}

/** Moves a day by calendar units; a month that is too short clamps to its last day (30 November + 3 months = 28 February). */
export function addTo(day: CalendarDay, by: { years?: number; months?: number; days?: number }): CalendarDay {
  return Temporal.PlainDate.from(day).add(by).toString();
}

/** Completed years of age on a day. Someone born on 29 February completes a year on 1 March of a common year. */
export function ageOn(birthDate: CalendarDay, on: CalendarDay): number {
  const born = Temporal.PlainDate.from(birthDate);
  const day = Temporal.PlainDate.from(on);
  const birthdayPassed = day.month > born.month || (day.month === born.month && day.day >= born.day);
  return day.year - born.year - (birthdayPassed ? 0 : 1);
}

/** From a first day to the day before `until`; without `until`, for as long as nobody ends it. */
export interface Period {
  readonly from: CalendarDay;
  readonly until: CalendarDay | null;
}

/** Half-open: the day `until` itself is already outside. */
export const holdsOn = ({ from, until }: Period, day: CalendarDay): boolean =>
  from <= day && (until === null || day < until);

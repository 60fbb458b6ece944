import type { CalendarDay } from '@millgate/kit';

/** From a first day to the day before `until`; without `until`, for as long as nobody ends it. */
export interface Period {
  readonly from: CalendarDay;
  readonly until: CalendarDay | null;
}

/** Half-open: the day `until` itself is already outside. */
export const holdsOn = ({ from, until }: Period, day: CalendarDay): boolean =>
  from <= day && (until === null || day < until);

/** Whether somebody with these appointments is in office on a day (A2). */
export const inOfficeOn = (appointments: readonly Period[], day: CalendarDay): boolean =>
  appointments.some((appointment) => holdsOn(appointment, day));

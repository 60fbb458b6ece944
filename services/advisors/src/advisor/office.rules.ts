import { type CalendarDay, holdsOn, type Period } from '@millgate/kit';

/** Whether somebody with these appointments is in office on a day (A2). */
export const inOfficeOn = (appointments: readonly Period[], day: CalendarDay): boolean =>
  appointments.some((appointment) => holdsOn(appointment, day));

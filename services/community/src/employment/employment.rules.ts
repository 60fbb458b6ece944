import { ageOn, type CalendarDay } from '@millgate/kit';

/** Labour Law, article 15. */
export const minimumWorkingAge = 16;

/** Whether somebody may be employed from a day on; an unknown date of birth is no ground to refuse. */
export const oldEnoughToWork = (birthDate: CalendarDay | null, from: CalendarDay): boolean =>
  birthDate === null || ageOn(birthDate, from) >= minimumWorkingAge;

import { ageOn, type CalendarDay } from '@millgate/kit';

/** Civil Code, article 17. */
export const ageOfMajority = 18;

/** More than any family has; a bound on what one caller can have stored. */
export const mostDependants = 12;

/** Whether somebody is under age on a day. */
export const isMinor = (birthDate: CalendarDay, on: CalendarDay): boolean => ageOn(birthDate, on) < ageOfMajority;

import { ageOn, type CalendarDay } from '@millgate/kit';

/** From this age on somebody is an elder: Law on the Protection of the Rights and Interests of the Elderly, article 2. */
export const eldersAge = 60;

export const isElder = (birthDate: CalendarDay, on: CalendarDay): boolean => ageOn(birthDate, on) >= eldersAge;

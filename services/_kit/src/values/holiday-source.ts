import chineseDays from 'chinese-days';
import { addTo, type CalendarDay } from './dates.ts';

export interface HolidayException {
  readonly on: CalendarDay;
  readonly working: boolean;
  readonly zh: string;
  readonly en: string;
}

/** Where the days of a year come from that differ from their weekday; null for a year not arranged yet. */
export interface HolidaySource {
  exceptionsOf(year: number): readonly HolidayException[] | null;
}

/**
 * The State Council’s yearly arrangements, as the package `chinese-days` carries them. Behind an interface of ours, so
 * that an office can publish its own year, and so that nothing but publishing ever asks a package what day it is.
 */
export const stateCouncil: HolidaySource = {
  exceptionsOf(year) {
    const exceptions: HolidayException[] = [];
    for (let on = `${year}-01-01`; on < `${year + 1}-01-01`; on = addTo(on, { days: 1 })) {
      const { work, name } = chineseDays.getDayDetail(on);
      // A day that was arranged is named “English,Chinese,length”; any other bears its weekday’s name.
      const [en, zh] = name.split(',');
      if (en && zh) exceptions.push({ on, working: work, zh, en });
    }
    return exceptions.length > 0 ? exceptions : null;
  },
};

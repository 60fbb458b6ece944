import { addTo, type CalendarDay, type FigurePeriod } from '@millgate/kit';

/** The scope that holds every community there is. */
export const everywhere = 'all';

/** Ten years: what a dashboard compares, and a bound for what one question can cost. */
export const longestSpanYears = 10;

export type SpanFault = 'order' | 'max';

/** What is wrong with a period, whose last day counts too; null if nothing is. */
export function periodFault({ from, to }: FigurePeriod): SpanFault | null {
  if (to < from) return 'order';
  return to >= addTo(from, { years: longestSpanYears }) ? 'max' : null;
}

/** The day on which stocks are counted: the last of the period, or today while the period is not over. */
export const countedOn = (to: CalendarDay, today: CalendarDay): CalendarDay => (to < today ? to : today);

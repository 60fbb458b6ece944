import { addTo, type CalendarDay } from '@millgate/kit';

/** The scope that holds every community there is. */
export const everywhere = 'all';

/** Ten years: what a dashboard compares, and a bound for what one question can cost. */
export const longestSpanYears = 10;

export type SpanFault = 'half-open' | 'max';

/** What is wrong with a span of days, half-open; null if nothing is. */
export function spanFault(from: CalendarDay, to: CalendarDay): SpanFault | null {
  if (to <= from) return 'half-open';
  return to > addTo(from, { years: longestSpanYears }) ? 'max' : null;
}

/** The day on which stocks are counted: the last of the span, or today while the span is not over. */
export function countedOn(to: CalendarDay, today: CalendarDay): CalendarDay {
  const last = addTo(to, { days: -1 });
  return last < today ? last : today;
}

import { addTo, type CalendarDay } from '@millgate/kit';

/** How many earlier weeks a hint looks at. */
export const weeksLookedAt = 4;

export interface PastMeal {
  readonly on: CalendarDay;
  readonly sold: number;
  readonly soldOut: boolean;
}

/** The same weekday of the weeks before, the latest first. */
export const sameWeekdaysBefore = (day: CalendarDay): CalendarDay[] =>
  Array.from({ length: weeksLookedAt }, (_, index) => addTo(day, { days: -7 * (index + 1) }));

/**
 * The median of what was sold on those days, halves rounded up; null where nothing was ever served. A day that sold out
 * says only that at least so many were wanted, which makes the hint a floor.
 */
export function demandHint(past: readonly PastMeal[]): { portions: number | null; floor: boolean } {
  const sold = past.map((meal) => meal.sold).toSorted((a, b) => a - b);
  const middle = sold.length >> 1;
  const upper = sold[middle];
  const lower = sold.length % 2 === 0 ? sold[middle - 1] : upper;
  if (upper === undefined || lower === undefined) return { portions: null, floor: false };
  return { portions: Math.ceil((lower + upper) / 2), floor: past.some(({ soldOut }) => soldOut) };
}

import { type CalendarDay, isWorkingDay, type WorkDays } from '@millgate/kit';

export interface ArrangedDay {
  readonly on: CalendarDay;
  readonly working: boolean;
}

/** The days of a year that are worked by one calendar and not by another, as the later one has them; in order. */
export function movedDays(before: WorkDays, after: WorkDays): ArrangedDay[] {
  const arranged = new Set([...before.exceptions.keys(), ...after.exceptions.keys()]);
  return [...arranged]
    .toSorted()
    .map((on) => ({ on, working: isWorkingDay(after, on) }))
    .filter(({ on, working }) => isWorkingDay(before, on) !== working);
}

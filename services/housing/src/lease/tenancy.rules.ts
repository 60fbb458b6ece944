import { addTo, type CalendarDay } from '@millgate/kit';
import { limits } from '../limits/limits.rules.ts';
import type { Span } from './lease.rules.ts';

/** First day on which lodging from a day is no longer free: 30 November leads to the end of February. */
export const freeUntil = (from: CalendarDay): CalendarDay => addTo(from, { months: limits.freeMonths.value });

/**
 * When free lodging ends for somebody who has found a job: grace after its first day, never later than it would have,
 * and never in the past, whenever the job is recorded.
 */
export function freeUntilWithJob(lodging: Span, jobFrom: CalendarDay, today: CalendarDay): CalendarDay {
  const grace = addTo(jobFrom, { days: limits.graceDays.value });
  const possible = latest(grace, addTo(today, { days: 1 }), addTo(lodging.from, { days: 1 }));
  return possible < lodging.until ? possible : lodging.until;
}

/** When a place that goes with a job ends: notice after its last day, within the lease. */
export function placeUntil(lease: Span, jobUntil: CalendarDay): CalendarDay {
  const notice = addTo(jobUntil, { days: limits.noticeDays.value });
  return notice < lease.until ? notice : lease.until;
}

/** Whether some days lie within others. */
export const within = (inner: Span, outer: Span): boolean => inner.from >= outer.from && inner.until <= outer.until;

const latest = (...days: readonly CalendarDay[]): CalendarDay => days.reduce((a, b) => (a > b ? a : b));

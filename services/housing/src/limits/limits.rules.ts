import type { CalendarDay } from '@millgate/kit';

/** A figure that refusals rest on, with the day since which it has governed. */
interface Limit {
  readonly value: number;
  readonly from: CalendarDay;
}

/** The first day of the arrangements. The articles name the figures and no days: these are ours. */
const from = '2019-01-01';

/** The figures of the rules for homes, each once: what is computed by them and what a refusal says of them is the same. */
export const limits = {
  /** Calendar months for which a job-seeker lodges free (H3). */
  freeMonths: { value: 3, from },
  /** How often in a life (H3). */
  freeStays: { value: 1, from },
  /** Days for which she may stay on from the first day of a job. */
  graceDays: { value: 15, from },
  /** Days of notice, for a tenant who leaves and for a place that goes with a job. */
  noticeDays: { value: 30, from },
  /** Working days for which an offer can be accepted. */
  offerWorkingDays: { value: 3, from },
  /** Wrong purchase codes that are looked at (H4), in so many minutes. */
  wrongCodes: { value: 5, from: '2021-01-01' },
  wrongCodeMinutes: { value: 15, from: '2021-01-01' },
} as const satisfies Readonly<Record<string, Limit>>;

/** What a refusal says of the figure that it rests on: since when it has governed. */
export const since = (name: keyof typeof limits): { readonly effectiveFrom: CalendarDay } => ({
  effectiveFrom: limits[name].from,
});

export const sinceWhen = 'Since when the figure that refuses has governed; null where none does.';

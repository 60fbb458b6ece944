import type { CalendarDay } from '@millgate/kit';

export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** A value that a parameter has from a day on, until its next one; null where it is lifted. */
export interface DatedValue {
  readonly from: CalendarDay;
  readonly value: number | null;
  readonly reference: Bilingual;
}

/** The parameters of a programme, by name, each with its values by first day. */
export type ParameterSet = ReadonlyMap<string, readonly DatedValue[]>;

/** The value that governed a day; null before the first. What was set later never changes an earlier day (S6). */
export const inForceOn = (parameters: ParameterSet, name: string, day: CalendarDay): DatedValue | null =>
  (parameters.get(name) ?? []).findLast(({ from }) => from <= day) ?? null;

/** The first value a parameter ever had. */
export const firstOf = (parameters: ParameterSet, name: string): DatedValue | null => parameters.get(name)?.[0] ?? null;

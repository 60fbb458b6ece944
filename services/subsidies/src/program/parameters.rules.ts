import type { CalendarDay } from '@millgate/kit';
import type { ParameterUnit } from './program.enums.ts';

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

/** Of several records for one first day, the latest: the list is in the order of days, and within a day of records. */
export const latestRecords = (values: readonly DatedValue[]): DatedValue[] =>
  values.filter(({ from }, at) => values[at + 1]?.from !== from);

const upTo: Readonly<Record<`${ParameterUnit}`, number>> = {
  FEN: 10_000_000_000,
  YEARS: 150,
  RANK: 7,
  POINTS: 1_000_000,
  COUNT: 1_000_000,
  MONTHS: 1_200,
};

/** Whether a value can be one of its unit at all; a slip of the keyboard is not to become law. */
export const fitsUnit = (unit: ParameterUnit, value: number): boolean => value >= 0 && value <= upTo[unit];

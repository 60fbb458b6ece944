import type { CalendarDay } from '@millgate/kit';

/** What was counted of the servings of one day. */
export interface DayOfMeals {
  readonly on: CalendarDay;
  readonly planned: number;
  /** Sold in all, also what was not there. */
  readonly sold: number;
  readonly oversold: number;
  readonly wasted: number;
  readonly pickedUp: number;
  readonly noShow: number;
  readonly soldAtCounter: number;
  readonly subsidised: number;
  readonly paidFen: number;
  /** Seats of the canteens, once for each meal that was served. */
  readonly seatMeals: number;
}

export type MealTotals = Omit<DayOfMeals, 'on'>;

const nothing: MealTotals = {
  planned: 0,
  sold: 0,
  oversold: 0,
  wasted: 0,
  pickedUp: 0,
  noShow: 0,
  soldAtCounter: 0,
  subsidised: 0,
  paidFen: 0,
  seatMeals: 0,
};

export const totalOf = (days: readonly DayOfMeals[]): MealTotals =>
  days.reduce<MealTotals>(
    (sum, day) =>
      Object.fromEntries(
        (Object.keys(nothing) as (keyof MealTotals)[]).map((name) => [name, sum[name] + day[name]]),
      ) as unknown as MealTotals,
    nothing,
  );

/** In per cent, to a tenth; null where there is nothing to be a part of. */
export const percentOf = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part * 1_000) / whole) / 10;

export const daysWithin = <Day extends { readonly on: CalendarDay }>(
  days: readonly Day[],
  { from, to }: { readonly from: CalendarDay; readonly to: CalendarDay },
): Day[] => days.filter(({ on }) => from <= on && on <= to);

import { addTo, type CalendarDay } from '@millgate/kit';

/** Monday to Sunday of the week in which a day lies. */
export function weekOf(day: CalendarDay): CalendarDay[] {
  const monday = addTo(day, { days: 1 - Temporal.PlainDate.from(day).dayOfWeek });
  return Array.from({ length: 7 }, (_, index) => addTo(monday, { days: index }));
}

/** Servings by day and meal; every day is there, a meal only where something is served. */
export const menuOf = <Period extends string, Serving extends { readonly on: CalendarDay; readonly period: Period }>(
  days: readonly CalendarDay[],
  servings: readonly Serving[],
  periods: readonly Period[],
): { on: CalendarDay; meals: { period: Period; servings: Serving[] }[] }[] =>
  days.map((on) => ({
    on,
    meals: periods
      .map((period) => ({ period, servings: servings.filter((one) => one.on === on && one.period === period) }))
      .filter((meal) => meal.servings.length > 0),
  }));

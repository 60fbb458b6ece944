import { addTo, type CalendarDay, instantAt, ok, refuse, type Result } from '@millgate/kit';

/** When a canteen serves one meal of the day: `HH:MM` in the community's zone. */
export interface MealTimes {
  readonly period: string;
  readonly opensAt: string;
  readonly closesAt: string;
  /** First time at which the meal can no longer be ordered. */
  readonly cutoffAt: string;
}

export interface ServingTimes {
  readonly orderFrom: Date;
  readonly cutoffAt: Date;
  readonly pickupUntil: Date;
}

/** The times of a serving: those given, else those of the canteen's hours; ordering opens two days before at 08:00. */
export function servingTimes(
  given: { readonly [Name in keyof ServingTimes]?: Date | null | undefined },
  hours: MealTimes | undefined,
  day: CalendarDay,
  now: Date,
): Result<ServingTimes, 'NO_HOURS' | 'BAD_TIMES'> {
  const cutoffAt = given.cutoffAt ?? (hours && instantAt(day, hours.cutoffAt));
  const pickupUntil = given.pickupUntil ?? (hours && instantAt(day, hours.closesAt));
  if (!cutoffAt || !pickupUntil) return refuse('NO_HOURS', { path: ['period'], rule: 'hours' });
  const orderFrom = given.orderFrom ?? instantAt(addTo(day, { days: -2 }), '08:00');
  if (orderFrom >= cutoffAt) return refuse('BAD_TIMES', { path: ['cutoffAt'], rule: 'M3' });
  if (cutoffAt > pickupUntil) return refuse('BAD_TIMES', { path: ['pickupUntil'], rule: 'M3' });
  if (pickupUntil <= now) return refuse('BAD_TIMES', { path: ['on'], rule: 'M3' });
  return ok({ orderFrom, cutoffAt, pickupUntil });
}

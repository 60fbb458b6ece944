import type { EntityManager } from '@mikro-orm/postgresql';
import type { WorkDays } from '@millgate/kit';
import { CalendarYear } from './calendar-year.entity.ts';

/** The week of a year that nobody published: Monday to Friday. */
const plainWeek = [true, true, true, true, true, false, false];

/** The standard calendar as far as its keeper announced it; a dozen rows, read whole. */
export async function workDays(em: EntityManager): Promise<WorkDays> {
  const years = await em.find(CalendarYear, {}, { orderBy: { year: 'asc' } });
  const exceptions = years.flatMap((one) => one.exceptions.map(({ on, working }) => [on, working] as const));
  return { week: years.at(-1)?.week ?? plainWeek, exceptions: new Map(exceptions) };
}

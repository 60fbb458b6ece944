import type { EntityManager } from '@mikro-orm/postgresql';
import { type CalendarDay, type Context, sql, type WorkDays } from '@millgate/kit';
import { DayOfWeek, WorkCalendar } from './calendar.entity.ts';

/** A calendar over the years that a sum can touch, as in force at an instant. */
export interface CalendarInForce extends WorkDays {
  /** First day after the last year in a row that is published; later days are only as sure as their weekday. */
  readonly publishedUntil: CalendarDay | null;
}

/** The calendar with this id, or the standard one. */
export async function findCalendar(context: Context, id: string | null | undefined): Promise<WorkCalendar | null> {
  return context.loadWith(WorkCalendar, 'by id or standard', findCalendars, id ?? '');
}

async function findCalendars(ids: readonly string[], { em }: Context): Promise<(WorkCalendar | null)[]> {
  const found = await em.find(WorkCalendar, { $or: [{ id: { $in: [...ids] } }, { standard: true }] });
  return ids.map((id) => found.find((one) => (id === '' ? one.standard : one.id === id)) ?? null);
}

/** Reads the exceptions of a span of years from their revisions in force at `now`: one statement. */
export async function calendarInForce(
  em: EntityManager,
  calendar: WorkCalendar,
  years: { readonly first: number; readonly last: number },
  now: Date,
): Promise<CalendarInForce> {
  const rows = await sql<{ year: number; on: string | null; working: boolean | null }>(
    em,
    `select r.year, e.falls_on::text as on, e.working
       from calendar_revision r left join calendar_exception e on e.revision_id = r.id
      where r.calendar_id = ? and r.year between ? and ? and r.published_at <= ?
        and not exists (
          select 1 from calendar_revision later
           where later.calendar_id = r.calendar_id and later.year = r.year and later.no > r.no and later.published_at <= ?)`,
    [calendar.id, years.first, years.last, now, now],
  );
  const published = new Set(rows.map(({ year }) => year));
  let end = years.first;
  while (published.has(end)) end += 1;
  return {
    week: Object.values(DayOfWeek).map((day) => calendar.weeklyPattern.includes(day)),
    exceptions: new Map(rows.flatMap(({ on, working }) => (on !== null && working !== null ? [[on, working]] : []))),
    publishedUntil: end === years.first ? null : `${end}-01-01`,
  };
}

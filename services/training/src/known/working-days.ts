import type { EntityManager } from '@mikro-orm/postgresql';
import { addWorkingDays, type CalendarDay, type EventHandler, sql, type WorkDays } from '@millgate/kit';

interface Exception {
  readonly on: string;
  readonly working: boolean;
}

const mondayToFriday = [true, true, true, true, true, false, false];

/** Schema: `schema/events/CalendarRevised.json`. The standard calendar only: publicity lasts as long everywhere. */
export const calendarRevised: EventHandler = async (tx, { payload }) => {
  const { standard, year, no, week, exceptions } = payload as {
    standard: boolean;
    year: number;
    no: number;
    week: boolean[];
    exceptions: Exception[];
  };
  if (standard) await rememberYear(tx, { year, no, week, exceptions });
};

/** Remembers a year of the calendar, unless a later revision of it is known. */
export const rememberYear = (
  tx: EntityManager,
  {
    year,
    no,
    week,
    exceptions,
  }: { year: number; no: number; week: readonly boolean[]; exceptions: readonly Exception[] },
) =>
  sql(
    tx,
    `insert into known_calendar_year (year, no, week, exceptions) values (?, ?, ?::jsonb, ?::jsonb)
     on conflict (year) do update set no = excluded.no, week = excluded.week, exceptions = excluded.exceptions
      where known_calendar_year.no < excluded.no`,
    [year, no, JSON.stringify(week), JSON.stringify(exceptions)],
  );

/**
 * The last day of a time limit of so many working days, the day it starts from not counted. A year that is not
 * published yet has its weekends only.
 */
export async function workingDaysAfter(tx: EntityManager, from: CalendarDay, days: number): Promise<CalendarDay> {
  const year = Number(from.slice(0, 4));
  const known = await sql<{ week: boolean[]; exceptions: Exception[] }>(
    tx,
    'select week, exceptions from known_calendar_year where year in (?, ?) order by year',
    [year, year + 1],
  );
  const calendar: WorkDays = {
    week: known[0]?.week ?? mondayToFriday,
    exceptions: new Map(known.flatMap(({ exceptions }) => exceptions.map(({ on, working }) => [on, working]))),
  };
  return addWorkingDays(calendar, from, days);
}

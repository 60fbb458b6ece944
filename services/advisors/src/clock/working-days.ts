import type { EntityManager } from '@mikro-orm/postgresql';
import {
  addTo,
  addWorkingDays,
  type CalendarDay,
  dayOf,
  type EventHandler,
  instantAt,
  sql,
  type WorkDays,
} from '@millgate/kit';

interface Exception {
  readonly on: CalendarDay;
  readonly working: boolean;
}

interface Year {
  readonly year: number;
  readonly no: number;
  readonly week: readonly boolean[];
  readonly exceptions: readonly Exception[];
}

const mondayToFriday = [true, true, true, true, true, false, false];

/** Schema: `schema/events/CalendarRevised.json`. Limits that run keep the day they were given; new ones follow the year as it is. */
export const calendarRevised: EventHandler = async (tx, { payload }) => {
  const { standard, ...year } = payload as unknown as Year & { readonly standard: boolean };
  if (standard) await rememberYear(tx, year);
};

/** Remembers a year of the calendar, unless a later revision of it is known. */
export const rememberYear = (tx: EntityManager, { year, no, week, exceptions }: Year) =>
  sql(
    tx,
    `insert into known_calendar_year (year, no, week, exceptions) values (?, ?, ?::jsonb, ?::jsonb)
     on conflict (year) do update set no = excluded.no, week = excluded.week, exceptions = excluded.exceptions
      where known_calendar_year.no < excluded.no`,
    [year, no, JSON.stringify(week), JSON.stringify(exceptions)],
  );

/** The standard calendar as far as it was announced; a handful of rows, read whole. */
export async function workDays(tx: EntityManager): Promise<WorkDays> {
  const years = await sql<Year>(tx, 'select year, no, week, exceptions from known_calendar_year order by year');
  const exceptions = years.flatMap((one) => one.exceptions.map(({ on, working }) => [on, working] as const));
  return { week: years.at(-1)?.week ?? mondayToFriday, exceptions: new Map(exceptions) };
}

export interface Limit {
  /** The last day of it. */
  readonly on: CalendarDay;
  /** Midnight after that day. */
  readonly at: Date;
}

/** A limit of so many working days that begins now; today is not counted. */
export function limitFrom(calendar: WorkDays, now: Date, days: number): Limit {
  const on = addWorkingDays(calendar, dayOf(now), days);
  return { on, at: instantAt(addTo(on, { days: 1 }), '00:00') };
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from '../database/orm.ts';
import type { CalendarDay } from '../values/dates.ts';
import { limitFrom, type WorkDays } from '../values/working-days.ts';
import type { EventHandler } from './inbox.ts';

/** A year of the standard calendar, as its keeper announced it. */
export interface ToldYear {
  readonly year: number;
  /** Number of the revision within the year. */
  readonly no: number;
  /** Whether each day of the week is worked, Monday first. */
  readonly week: readonly boolean[];
  readonly exceptions: readonly { readonly on: CalendarDay; readonly working: boolean }[];
}

/** `schema/events/CalendarRevised.json` */
export interface CalendarRevised extends ToldYear {
  /** Whether it holds wherever no calendar of its own does. */
  readonly standard: boolean;
  readonly publishedAt: string;
}

const mondayToFriday = [true, true, true, true, true, false, false];

/**
 * Keeps a year, unless it or a later revision of it is known; answers whether it was news. Each subgraph that counts
 * working days has a table `known_calendar_year` of its own: year (primary key), no, week and exceptions.
 */
export async function keepYear(tx: EntityManager, { year, no, week, exceptions }: ToldYear): Promise<boolean> {
  const days = exceptions.map(({ on, working }) => ({ on, working }));
  const kept = await sql(
    tx,
    `insert into known_calendar_year (year, no, week, exceptions) values (?, ?, ?::jsonb, ?::jsonb)
     on conflict (year) do update set no = excluded.no, week = excluded.week, exceptions = excluded.exceptions
      where known_calendar_year.no < excluded.no returning year`,
    [year, no, JSON.stringify(week), JSON.stringify(days)],
  );
  return kept.length > 0;
}

/** Keeps the standard calendar. Limits that run keep the day they were given; new ones follow the year as it is. */
export const keepCalendar: EventHandler = async (tx, { payload }) => {
  const revised = payload as unknown as CalendarRevised;
  if (revised.standard) await keepYear(tx, revised);
};

/** The standard calendar as far as it was announced; a handful of rows, read whole. Other years have their weekends only. */
export async function toldWorkDays(em: EntityManager): Promise<WorkDays> {
  const years = await sql<ToldYear>(em, 'select year, no, week, exceptions from known_calendar_year order by year');
  const exceptions = years.flatMap((one) => one.exceptions.map(({ on, working }) => [on, working] as const));
  return { week: years.at(-1)?.week ?? mondayToFriday, exceptions: new Map(exceptions) };
}

/** The end of a time limit that begins now, by the calendar that was told: midnight after so many working days. */
export const workingDaysFrom = async (em: EntityManager, now: Date, days: number): Promise<Date> =>
  limitFrom(await toldWorkDays(em), now, days).at;

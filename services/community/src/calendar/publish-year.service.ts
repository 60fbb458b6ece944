import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  badInput,
  type CalendarDay,
  type Caller,
  type Context,
  localized,
  mutationAnswer,
  newId,
  ok,
  once,
  refuse,
  type Result,
  stateCouncil,
  type WorkDays,
} from '@millgate/kit';
import { Int } from 'type-graphql';
import { Community } from '../place/place.entity.ts';
import { CalendarException, CalendarRevision, DayOfWeek, WorkCalendar } from './calendar.entity.ts';
import { keepsCalendar } from './calendar.policy.ts';
import type { PublishCalendarYearInput } from './publish-year.inputs.ts';
import { movedDays } from './revision.rules.ts';

export const publishCalendarYearAnswer = mutationAnswer('PublishCalendarYear', {
  refused: 'Why a year was not published.',
  result: ['revision', () => CalendarRevision, 'The revision; null if refused.'],
  details: { currentNo: [() => Int, 'With STALE_REVISION: number of the latest revision of the year; 0 for none.'] },
  codes: {
    CALENDAR_NOT_FOUND: {
      about: 'No calendar that the caller keeps has this id.',
      zh: '没有可由您发布的这个日历。',
      en: 'There is no such calendar for you to publish.',
    },
    STALE_REVISION: {
      about: 'Somebody published the year meanwhile; `currentNo` says which revision is the latest.',
      zh: '该年度日历已有更新版本。',
      en: 'The year has been published anew meanwhile.',
    },
    YEAR_NOT_ARRANGED: {
      about: 'No arrangement of the State Council for this year is known here; list the days.',
      zh: '尚无该年度的国务院节假日安排。',
      en: 'No arrangement of the State Council is known for this year.',
    },
  },
});

type Refusal = 'CALENDAR_NOT_FOUND' | 'STALE_REVISION' | 'YEAR_NOT_ARRANGED';

interface Publishing {
  readonly caller: Caller;
  readonly now: Date;
  readonly services: Pick<Context['services'], 'publish'>;
  readonly input: PublishCalendarYearInput;
}

/** Publishes a year, as a revision that follows one that the publisher has seen (C6). */
export const publishCalendarYear = (
  em: EntityManager,
  publishing: Publishing,
): Promise<Result<CalendarRevision, Refusal>> =>
  em.transactional((tx) => {
    const { caller, now, input } = publishing;
    return once(
      tx,
      { caller, mutation: 'publishCalendarYear', key: input.idempotencyKey, input, now, keep: 'DAYS_30' },
      { idOf: (revision) => revision.id, find: (id) => tx.findOneOrFail(CalendarRevision, id) },
      (inner) => publishYear(inner, publishing),
    );
  });

async function publishYear(
  tx: EntityManager,
  { caller, now, services, input }: Publishing,
): Promise<Result<CalendarRevision, Refusal>> {
  const which = input.calendarId ? { id: input.calendarId } : { standard: true };
  // Whoever publishes takes the calendar first: revisions of a year come one after the other.
  const calendar = await tx.findOne(WorkCalendar, which, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const users = calendar ? await tx.find(Community, { calendarRef: calendar.id }) : [];
  if (
    !calendar ||
    !keepsCalendar(
      caller,
      calendar.standard,
      users.map(({ id }) => id),
    )
  ) {
    return refuse('CALENDAR_NOT_FOUND', { path: ['calendarId'], rule: 'calendar' });
  }
  const ofYear = { calendarRef: calendar.id, year: input.year };
  const [latest] = await tx.find(CalendarRevision, ofYear, { orderBy: { no: 'desc' }, limit: 1 });
  if ((latest?.no ?? 0) !== input.expectedNo) {
    return refuse('STALE_REVISION', { path: ['expectedNo'], rule: 'C6', details: { currentNo: latest?.no ?? 0 } });
  }
  const days = input.exceptions ?? arrangedByStateCouncil(input.year);
  if (!days) return refuse('YEAR_NOT_ARRANGED', { path: ['exceptions'], rule: 'holidays' });

  const before = latest ? await tx.find(CalendarException, { revisionRef: latest.id }) : [];
  const revision = tx.create(CalendarRevision, {
    id: newId('crv'),
    calendarRef: calendar.id,
    year: input.year,
    no: input.expectedNo + 1,
    publishedAt: input.publishedAt ?? now,
    sources: localized(input.source),
  });
  for (const { on, working, name } of days) {
    tx.create(CalendarException, { id: newId('cex'), revisionRef: revision, on, working, names: localized(name) });
  }
  await tx.flush();
  const week = Object.values(DayOfWeek).map((day) => calendar.weeklyPattern.includes(day));
  await services.publish(tx, {
    type: 'CalendarRevised',
    aggregate: calendar.id,
    payload: {
      calendarId: calendar.id,
      standard: calendar.standard,
      year: revision.year,
      no: revision.no,
      publishedAt: revision.publishedAt.toISOString(),
      week,
      exceptions: days.map(({ on, working }) => ({ on, working })).toSorted((a, b) => (a.on < b.on ? -1 : 1)),
      moved: movedDays(workDays(week, before), workDays(week, days)),
    },
    now,
  });
  return ok(revision);
}

const workDays = (
  week: readonly boolean[],
  days: readonly { readonly on: CalendarDay; readonly working: boolean }[],
): WorkDays => ({ week, exceptions: new Map(days.map(({ on, working }) => [on, working])) });

const arrangedByStateCouncil = (year: number) =>
  stateCouncil.exceptionsOf(year)?.map(({ on, working, zh, en }) => ({ on, working, name: { zh, en } })) ?? null;

/** A year has each of its days once, and is never published in the past: what was in force then stays what it was. */
export function requireYear({ year, exceptions, publishedAt }: PublishCalendarYearInput, now: Date): void {
  const seen = new Set<CalendarDay>();
  for (const [at, { on }] of (exceptions ?? []).entries()) {
    const path = ['input', 'exceptions', at, 'on'];
    if (Number(on.slice(0, 4)) !== year) throw badInput('The day is of another year.', path, 'year');
    if (seen.has(on)) throw badInput('A day is listed once.', path, 'unique');
    seen.add(on);
  }
  if (publishedAt && publishedAt < now) {
    throw badInput('A year comes into force now or later.', ['input', 'publishedAt'], 'C6');
  }
}

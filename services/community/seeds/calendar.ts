import type { EntityManager } from '@mikro-orm/postgresql';
import { demoId } from '@millgate/demo';
import { createAll, instantAt, LocalizedText, stateCouncil } from '@millgate/kit';
import { CalendarException, CalendarRevision, DayOfWeek, WorkCalendar } from '../src/calendar/calendar.entity.ts';

const calendarId = demoId('cal', 'mainland');
const years = Array.from({ length: 12 }, (_, index) => 2015 + index);
const revisionId = (year: number) => demoId('crv', `mainland-${year}`);

/** Monday to Friday, with the State Council’s arrangements of every year known; each in force from the December before. */
export async function seedCalendar(tx: EntityManager): Promise<void> {
  const { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY } = DayOfWeek;
  const names = LocalizedText.of('国务院工作日历', 'State Council working calendar');
  const weeklyPattern = [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY];
  await createAll(tx, WorkCalendar, [{ id: calendarId, names, weeklyPattern, standard: true }]);
  await createAll(
    tx,
    CalendarRevision,
    years.map((year) => ({
      id: revisionId(year),
      calendarRef: calendarId,
      year,
      no: 1,
      publishedAt: instantAt(`${year - 1}-12-01`, '00:00'),
      sources: LocalizedText.of('国务院办公厅节假日安排', 'State Council holiday arrangements'),
    })),
  );
  await createAll(
    tx,
    CalendarException,
    years.flatMap((year) =>
      (stateCouncil.exceptionsOf(year) ?? []).map(({ on, working, zh, en }) => ({
        id: demoId('cex', on),
        revisionRef: revisionId(year),
        on,
        working,
        names: LocalizedText.of(zh, en),
      })),
    ),
  );
}

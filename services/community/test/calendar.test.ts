import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, demoId, persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import { nobody, startTestSubgraph, type PersonLike, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';
import { staffOf } from './support/people.ts';

const Publish = `mutation ($input: PublishCalendarYearInput!) { publishCalendarYear(input: $input) {
  revision { year no publishedAt source(lang: EN) exceptions { on working name(lang: EN) } } userErrors { code path rule currentNo message }
} }`;
const Add = `query ($from: Date!, $days: Int!, $calendarId: ID) { addWorkingDays(from: $from, days: $days, calendarId: $calendarId) { date provisional } }`;

interface Published {
  readonly revision: { readonly no: number; readonly exceptions: { on: string }[] } | null;
  readonly userErrors: readonly { readonly code: string; readonly currentNo: number | null }[];
}

const manager = persona('manager');
const mainland = demoId('cal', 'mainland');
const source = { zh: '国务院办公厅', en: 'State Council' };

/** Each was checked against the State Council’s arrangements; a Monday-to-Friday counter gets every one wrong. */
const limits = [
  ['2025-09-26', 5, '2025-10-10'],
  ['2025-09-30', 5, '2025-10-14'],
  ['2026-02-13', 3, '2026-02-25'],
  ['2026-09-30', 3, '2026-10-10'],
  ['2025-09-29', 20, '2025-11-03'],
] as const;

describe('a calendar', () => {
  let community: TestSubgraph;
  beforeAll(async () => {
    community = await startTestSubgraph(subgraph, { now: '2026-11-22T10:00:00+08:00', seeded: true });
  }, 60_000);
  afterAll(() => community.stop());

  const publish = async (who: PersonLike, input: object, at?: string): Promise<Published> => {
    const whole = { idempotencyKey: newId('key'), source, ...input };
    const { publishCalendarYear } = await community
      .as(who, at)
      .data<{ publishCalendarYear: Published }>(Publish, { input: whole });
    return publishCalendarYear;
  };

  test.each(limits)('%s and %i working days end on %s', async (from, days, date) => {
    const { addWorkingDays } = await community.as(nobody).data(Add, { from, days });

    expect(addWorkingDays).toEqual({ date, provisional: false });
  });

  test('a year that nobody arranged yet is published as soon as it is, and an answer is no longer provisional', async () => {
    const asked = { from: '2027-09-30', days: 3 };
    const days = ['2027-10-01', '2027-10-04', '2027-10-05'];
    const exceptions = days.map((on) => ({ on, working: false, name: { zh: '国庆节', en: 'National Day' } }));

    const before = await community.as(nobody).data(Add, asked);
    const known = await publish(manager, { year: 2027, expectedNo: 0 });
    const published = await publish(manager, { year: 2027, expectedNo: 0, exceptions });
    const after = await community.as(nobody).data(Add, asked);

    expect(before.addWorkingDays).toEqual({ date: '2027-10-05', provisional: true });
    expect(known.userErrors).toMatchObject([{ code: 'YEAR_NOT_ARRANGED' }]);
    expect(published).toMatchObject({ revision: { year: 2027, no: 1, publishedAt: '2026-11-22T02:00:00.000Z' } });
    expect(after.addWorkingDays).toEqual({ date: '2027-10-08', provisional: false });
  });

  test('a revision tells others which days moved, and holds from its instant on, not before', async () => {
    const [{ exceptions: arranged } = { exceptions: [] }] = await community
      .as(nobody)
      .data<{ workCalendar: { revisions: { year: number; exceptions: { on: string; working: boolean }[] }[] } }>(
        `{ workCalendar { revisions { year exceptions { on working } } } }`,
      )
      .then(({ workCalendar }) => workCalendar.revisions.filter(({ year }) => year === 2026));
    const name = { zh: '国庆节', en: 'National Day' };
    // Saturday 10 October is no longer worked; Thursday 8 October is listed, and is worked as before.
    const exceptions = [
      ...arranged.filter(({ on }) => on !== '2026-10-10').map((day) => ({ ...day, name })),
      { on: '2026-10-08', working: true, name },
      { on: '2026-11-30', working: false, name: { zh: '临时放假', en: 'Day off' } },
    ];
    const asked = { from: '2026-11-27', days: 1 };

    const published = await publish(manager, {
      year: 2026,
      expectedNo: 1,
      publishedAt: '2026-11-25T08:00:00+08:00',
      exceptions,
    });
    const now = await community.as(nobody).data(Add, asked);
    const later = await community.as(nobody, '2026-11-25T08:00:00+08:00').data(Add, asked);

    expect(published).toMatchObject({ revision: { no: 2 }, userErrors: [] });
    expect(now.addWorkingDays).toMatchObject({ date: '2026-11-30' });
    expect(later.addWorkingDays).toMatchObject({ date: '2026-12-01' });
    const told = (await community.published()).filter(({ payload }) => payload['year'] === 2026);
    expect(told).toMatchObject([
      {
        type: 'CalendarRevised',
        aggregate: mainland,
        payload: {
          calendarId: mainland,
          standard: true,
          no: 2,
          publishedAt: '2026-11-25T00:00:00.000Z',
          week: [true, true, true, true, true, false, false],
          moved: [
            { on: '2026-10-10', working: false },
            { on: '2026-11-30', working: false },
          ],
        },
      },
    ]);
    const schema = JSON.parse(
      readFileSync(new URL('../../../schema/events/CalendarRevised.json', import.meta.url), 'utf8'),
    ) as {
      properties: object;
    };
    expect(Object.keys(told[0]?.payload ?? {}).sort()).toEqual(Object.keys(schema.properties).sort());
  });

  test('C6: of eight who revise one year at once, one is heard and the others are told what came before them', async () => {
    await Promise.all(Array.from({ length: 8 }, () => community.rows('select pg_sleep(0.1)')));

    const published = await Promise.all(
      Array.from({ length: 8 }, () => publish(manager, { year: 2025, expectedNo: 1 })),
    );

    expect(published.filter(({ revision }) => revision?.no === 2)).toHaveLength(1);
    expect(published.flatMap(({ userErrors }) => userErrors)).toMatchObject(
      Array.from({ length: 7 }, () => ({ code: 'STALE_REVISION', currentNo: 2 })),
    );
  });

  test('C6: what was published is neither rewritten nor added to', async () => {
    const [revision] = await community.rows<{ id: string }>('select id from calendar_revision where year = 2024');
    const statements: [string, unknown[]][] = [
      ['update calendar_revision set published_at = now() where id = ?', [revision?.id]],
      ['delete from calendar_exception where revision_id = ?', [revision?.id]],
      [
        `insert into calendar_exception (id, revision_id, falls_on, working, name_zh, name_en) values ('cex_x', ?, '2024-07-01', false, '假', 'Off')`,
        [revision?.id],
      ],
    ];

    for (const [statement, parameters] of statements) {
      await expect(community.rows(statement, parameters)).rejects.toMatchObject({ constraint: 'calendar_c6' });
    }
  });

  test.each([
    ['a day of another year', { year: 2028, exceptions: ['2027-12-31'] }, ['input', 'exceptions', 0, 'on'], 'year'],
    [
      'a day twice',
      { year: 2028, exceptions: ['2028-01-01', '2028-01-01'] },
      ['input', 'exceptions', 1, 'on'],
      'unique',
    ],
    ['the past', { year: 2028, publishedAt: '2026-11-22T09:59:59+08:00' }, ['input', 'publishedAt'], 'C6'],
  ])('a year with %s is refused with its path', async (_with, given, path, rule) => {
    const exceptions = (given as { exceptions?: string[] }).exceptions?.map((on) => ({
      on,
      working: false,
      name: source,
    }));
    const input = { idempotencyKey: newId('key'), source, expectedNo: 0, ...given, exceptions };

    const { errors } = await community.as(manager).ask(Publish, { input });

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path, rule });
  });

  test('the standard calendar is for managers; one of its own is for the staff of the communities that use it', async () => {
    const own = demoId('cal', 'own');
    await community.rows(
      `insert into work_calendar (id, name_zh, name_en, weekly_pattern) values (?, '厂历', 'Own', '{SATURDAY}')`,
      [own],
    );
    await community.rows(`update community set calendar_id = ? where id in (?, ?)`, [
      own,
      communityId('jinxiu'),
      communityId('huilan'),
    ]);
    const both = { id: 'acc_both', roles: [...staffOf('jinxiu').roles, ...staffOf('huilan').roles] };
    const year = { year: 2026, expectedNo: 0, exceptions: [] };

    const standard = await publish(staffOf('jinxiu'), { year: 2026, expectedNo: 2 });
    const half = await publish(staffOf('jinxiu'), { ...year, calendarId: own });
    const whole = await publish(both, { ...year, calendarId: own });
    const worker = await community
      .as(persona('welder'))
      .ask(Publish, { input: { idempotencyKey: 'k', source, ...year } });

    expect(standard.userErrors).toMatchObject([{ code: 'CALENDAR_NOT_FOUND' }]);
    expect(half.userErrors).toMatchObject([{ code: 'CALENDAR_NOT_FOUND' }]);
    expect(whole).toMatchObject({ revision: { no: 1 }, userErrors: [] });
    expect(worker.errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN' });
  });
});

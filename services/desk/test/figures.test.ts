import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import type { TestSubgraph } from '@millgate/kit/testing';
import { speakers, startDesk } from './support/desk.ts';

describe('figures of the desk', () => {
  let desk: TestSubgraph;
  beforeAll(async () => {
    desk = await startDesk();
  }, 60_000);
  afterAll(() => desk.stop());

  const ask = (
    community: 'jinshan' | 'jinxiu' | 'lingfeng',
    from: string,
    to: string,
    fields: string,
    who = 'manager',
  ) =>
    desk
      .as(persona(who))
      .ask<{ _entities: { desk: Record<string, unknown> | null }[] }>(
        `query ($r: [_Any!]!) { _entities(representations: $r) { ... on Figures { desk { ${fields} } } } }`,
        {
          r: [
            {
              __typename: 'Figures',
              scopeId: communityId(community),
              from,
              to,
              communityIds: [communityId(community)],
            },
          ],
        },
      );

  test('the survey’s 259 voices are 48 and 211, and all of them were decided', async () => {
    const { data } = await ask(
      'jinshan',
      '2018-01-01',
      '2018-12-31',
      'filed voices industryVoices decided onTimeShare mattersPerTicket',
    );
    expect(data?._entities[0]?.desk).toEqual({
      filed: 259,
      voices: 259,
      industryVoices: 48,
      decided: 259,
      onTimeShare: 1,
      mattersPerTicket: null,
    });
  });

  test('a theme that fewer than five asked about is withheld, and no exact count beside it gives it away', async () => {
    const { data, errors } = await ask(
      'jinshan',
      '2018-01-01',
      '2018-12-31',
      'byTheme { theme people { value withheld } filed { value withheld } }',
    );
    const themes = (data?._entities[0]?.desk?.['byTheme'] ?? []) as ByTheme[];

    expect(errors).toBeUndefined();
    expect(themes.length).toBeGreaterThan(5);
    for (const { people, filed } of themes) {
      for (const { value, withheld } of [people, filed]) {
        expect(value === null ? withheld : value % 5).toBe(value === null ? 'SMALL_COUNT' : 0);
      }
    }
    const told = themes.reduce((sum, { filed }) => sum + (filed.value ?? 0), 0);
    expect(Math.abs(told - 259)).toBeLessThanOrEqual(4 * themes.length);
  });

  test('what one theme withholds is told by no subtraction: of totals, of other themes, of periods', async () => {
    const say = speakers(desk);
    const file = (theme: string, day: number) =>
      say.filed(
        'clerk',
        {
          kind: 'HELP_REQUEST',
          itemCode: null,
          theme,
          workerId: newId('wrk'),
          assistance: 'GUIDED',
          channel: 'COUNTER',
        },
        `2030-03-0${day}T10:00:00+08:00`,
      );
    // Five on one theme and one on another in all; a day later one more of each, another day nothing.
    for (const theme of ['HOUSING', 'HOUSING', 'HOUSING', 'HOUSING', 'HOUSING', 'MEALS']) await file(theme, 4);
    for (const theme of ['HOUSING', 'MEALS', 'MEALS']) await file(theme, 5);

    const told = async (from: number, to: number) => {
      const fields = 'filed byTheme { theme people { value } filed { value } }';
      const { data } = await ask('lingfeng', `2030-03-0${from}`, `2030-03-0${to}`, fields);
      return data?._entities[0]?.desk as { filed: number; byTheme: ByTheme[] };
    };
    const windows = await Promise.all([told(4, 4), told(4, 5), told(5, 5), told(4, 6), told(6, 6)]);

    expect(windows.map(({ filed }) => filed)).toEqual([6, 9, 3, 9, 0]);
    for (const { filed, byTheme } of windows) {
      expect(byTheme).toHaveLength(16);
      // All that the small theme can be, to whoever knows the exact total and what each other theme may hide.
      const others = byTheme.filter(({ theme }) => theme !== 'MEALS').map((one) => mayBe(one.filed.value));
      const least = others.reduce((sum, [low]) => sum + low, 0);
      const most = others.reduce((sum, [, high]) => sum + high, 0);
      const possible = [0, 1, 2, 3, 4].filter((meals) => meals + least <= filed && filed <= meals + most);
      expect(possible.slice(0, 1)).toEqual([0]);
      if (filed > 0) expect(possible.length).toBeGreaterThan(1);
    }
    // Whatever is subtracted from whatever leaves nothing, or five.
    for (const [a, b] of windows.flatMap((one) => windows.map((other) => [one, other] as const))) {
      a.byTheme.forEach((one, at) => {
        for (const what of ['people', 'filed'] as const) {
          expect(Math.abs((one[what].value ?? 0) - (b.byTheme[at]?.[what].value ?? 0)) % 5).toBe(0);
        }
      });
    }
  });

  test('a share of ratings is told of five ratings on: of four it would tell how each was', async () => {
    const say = speakers(desk);
    const rate = async () => {
      const filing = { kind: 'HELP_REQUEST', itemCode: null, theme: 'HOUSING' };
      const one = await say.filed('welder', filing, '2030-04-01T10:00:00+08:00');
      const seen = { caseId: one.id, expectedVersion: one.version };
      const at = '2030-04-01T11:00:00+08:00';
      await say.asAccount(one.owner?.id ?? '', at)('decideCase', { ...seen, outcome: 'DONE', answer: '已办' });
      await say.as('welder', at)('rateCase', { ...seen, expectedVersion: one.version + 1, score: 4 });
    };
    const share = async () => {
      const { data } = await ask('lingfeng', '2030-04-01', '2030-04-01', 'decided badRatingShare');
      return data?._entities[0]?.desk;
    };

    for (let rated = 0; rated < 4; rated += 1) await rate();
    expect(await share()).toEqual({ decided: 4, badRatingShare: null });
    await rate();
    expect(await share()).toEqual({ decided: 5, badRatingShare: 0 });
  });

  test('waiting, terminals at night, first contact, reopening, promises kept, and days from a demand to its opening', async () => {
    const say = speakers(desk);
    const lingfeng = communityId('lingfeng');
    // Saturday the 4th is off; four numbers, one of them not called.
    const rows = [1, 2, 3, 4].map((no) => ({
      no,
      taken: `2030-05-04T09:0${no}:00+08:00`,
      waited: no < 4 ? no * 5 : null,
    }));
    for (const { no, taken, waited } of rows) {
      await desk.rows(
        `insert into queue_ticket (id, community_id, no, taken_on, state, taken_at, called_at)
         values (?, ?, ?, '2030-05-04', 'WAITING', ?::timestamptz, ?::timestamptz + make_interval(mins => ?))`,
        [newId('tkt'), lingfeng, `B00${no}`, taken, taken, waited],
      );
    }
    const atTerminal = { kind: 'HELP_REQUEST', itemCode: 'medical-insurance-03', channel: 'TERMINAL' };
    for (const at of ['2030-05-03T10:00', '2030-05-03T17:00', '2030-05-04T10:00', '2030-05-03T08:59']) {
      await say.filed('welder', atTerminal, `${at}:00+08:00`);
    }
    const promise = {
      kind: 'COMMITMENT',
      itemCode: null,
      theme: 'COMMUTING',
      assistance: 'GUIDED',
      channel: 'COUNTER',
    };
    const decided = async (filing: Record<string, unknown>, at: string) => {
      const one = await say.filed('clerk', { ...promise, ...filing }, '2030-04-08T10:00:00+08:00');
      const done = { caseId: one.id, expectedVersion: one.version, outcome: 'DONE', answer: '已办' };
      const answer = await say.asAccount(one.owner?.id ?? '', `${at}T12:00:00+08:00`)('decideCase', done);
      return { caseId: one.id, expectedVersion: answer.case?.version };
    };
    // Due at the end of 6 May.
    for (const at of ['2030-04-09', '2030-05-06', '2030-05-07', '2030-05-20']) await decided({}, at);
    const again = { ...(await decided({ kind: 'HELP_REQUEST' }, '2030-04-30')), reason: '没有办好' };
    expect((await say.as('welder', '2030-05-06T10:00:00+08:00')('reopenCase', again)).userErrors).toEqual([]);
    const contacted = await say.filed('welder', {}, '2030-05-06T09:00:00+08:00');
    await say.as('clerk', '2030-05-06T11:30:00+08:00')('acceptCase', { caseId: contacted.id, expectedVersion: 1 });
    await desk.rows(
      `insert into demand_pool (id, community_id, kind, topic, threshold, opens_until, state, opened_at, reached_at, fulfilled_at, fulfilled_by)
       values ('pol_days', ?, 'TRANSPORT', '班车', 1, '2030-06-01', 'FULFILLED', '2030-05-01T00:00:00+08:00',
               '2030-05-11T00:00:00+08:00', '2030-05-22T00:00:00+08:00', 'rte_1')`,
      [lingfeng],
    );
    for (const [id, joined] of [
      ['a', '2030-05-02'],
      ['b', '2030-05-11'],
    ] as const) {
      await desk.rows(
        `insert into pool_member (id, pool_id, enterprise_id, headcount, joined_at) values (?, 'pol_days', ?, 5, ?::timestamptz)`,
        [`pmb_${id}`, `ent_${id}`, `${joined}T00:00:00+08:00`],
      );
    }

    const { data } = await ask(
      'lingfeng',
      '2030-05-01',
      '2030-05-31',
      `medianMinutesToCall ninetiethMinutesToCall filedAtTerminals terminalOffHoursShare medianHoursToFirstContact reopened
       commitmentsKeptShare poolsOpened poolsReached poolsFulfilled medianDaysToOpening terminalsOnline`,
    );

    expect(data?._entities[0]?.desk).toEqual({
      medianMinutesToCall: 10,
      ninetiethMinutesToCall: 14,
      filedAtTerminals: 4,
      // After hours, on a Saturday, before hours; at ten on a Friday not.
      terminalOffHoursShare: 0.75,
      medianHoursToFirstContact: 2.5,
      reopened: 1,
      commitmentsKeptShare: 0.5,
      poolsOpened: 1,
      poolsReached: 1,
      poolsFulfilled: 1,
      medianDaysToOpening: 20,
      terminalsOnline: 0,
    });
  });

  test('months add up to the whole, in one statement more', async () => {
    const answer = await ask('jinshan', '2018-01-01', '2018-12-31', 'voices series(by: MONTH) { from to voices }');
    const months = answer.data?._entities[0]?.desk?.['series'] as { from: string; to: string; voices: number }[];
    expect(months).toHaveLength(12);
    expect(months[1]).toMatchObject({ from: '2018-02-01', to: '2018-02-28' });
    expect(months.reduce((sum, { voices }) => sum + voices, 0)).toBe(259);
    const cost = (by: string) =>
      desk.statementsOf(() => ask('jinshan', '2018-01-01', '2018-12-31', `series(by: ${by}) { voices }`));
    expect(await cost('DAY')).toBe(await cost('MONTH'));
  });

  test('1,068 matters were filed for or with somebody', async () => {
    const { data } = await ask('jinxiu', '2026-01-01', '2026-12-31', 'assisted');
    expect(data?._entities[0]?.desk).toEqual({ assisted: 1_068 });
  });

  test.each(['welder', 'hr', 'clerk', 'partner'])('%s reads none', async (who) => {
    const { data, errors } = await ask('jinshan', '2018-01-01', '2018-12-31', 'filed', who);
    expect([data?._entities[0]?.desk, errors?.[0]?.extensions?.['code']]).toEqual([null, 'FORBIDDEN']);
  });

  test('what is late can be listed, as many as are counted, by who may read every matter', async () => {
    const fields = 'breachedNow breached(first: 100) { nodes { state dueAt } }';
    const { data } = await ask('jinxiu', '2026-01-01', '2026-12-31', fields);
    const { breachedNow, breached } = data?._entities[0]?.desk as {
      breachedNow: number;
      breached: { nodes: { state: string; dueAt: string }[] };
    };
    expect(breached.nodes).toHaveLength(breachedNow);
    expect(breached.nodes.every(({ state }) => state === 'IN_PROGRESS')).toBe(true);

    const refused = await ask('jinxiu', '2026-01-01', '2026-12-31', fields, 'auditor');
    expect(refused.data?._entities[0]?.desk?.['breached']).toBeNull();
    expect(refused.errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});

interface Told {
  readonly value: number | null;
  readonly withheld: string | null;
}

interface ByTheme {
  readonly theme: string;
  readonly people: Told;
  readonly filed: Told;
}

/** The counts that what is told of a theme can stand for. */
const mayBe = (value: number | null): readonly [number, number] =>
  value === null ? [0, 4] : [Math.max(5, value - 2), value + 2];

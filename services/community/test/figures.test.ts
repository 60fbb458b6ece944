import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, demoId, persona } from '@millgate/demo';
import { newId } from '@millgate/kit';
import {
  nobody,
  openEveryConnection,
  type PersonLike,
  startTestSubgraph,
  type TestSubgraph,
} from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';
import { staffOf } from './support/people.ts';

const manager = persona('manager');

const year = { from: '2026-01-01', to: '2026-12-31' };

const Ask = `query ($scopeId: ID!, $from: Date!, $to: Date!) {
  figures(scopeId: $scopeId, from: $from, to: $to) {
    scopeId from to communityIds
    registry {
      countedOn enterprises gridCompleteness { grids complete percent }
      indicators { name(lang: EN) unit points { value period precision source(lang: EN) } }
    }
  }
}`;

const appendOnly = 'indicator_correction_append_only';

describe('figures', () => {
  let community: TestSubgraph;
  beforeAll(async () => {
    community = await startTestSubgraph(subgraph, { now: '2026-11-22T10:00:00+08:00', seeded: true });
  }, 60_000);
  afterAll(() => community.stop());

  test('of a community say what it is about, what the registry counts and what sources state', async () => {
    const { figures } = await community.as(manager).data(Ask, { scopeId: communityId('jinshan'), ...year });

    expect(figures).toEqual({
      scopeId: communityId('jinshan'),
      ...year,
      communityIds: [communityId('jinshan')],
      registry: {
        countedOn: '2026-11-22',
        enterprises: 7,
        gridCompleteness: { grids: 4, complete: 4, percent: 100 },
        indicators: expect.arrayContaining(
          [
            { name: 'Tax revenue', value: 70.1, unit: 'PERCENT_YEAR_ON_YEAR', period: '2018-Q1' },
            { name: 'Local fiscal revenue', value: 75.2, unit: 'PERCENT_YEAR_ON_YEAR', period: '2018-Q1' },
            { name: 'Output of industry above scale', value: 20.8, unit: 'PERCENT_YEAR_ON_YEAR', period: '2018-Q1' },
            { name: 'Age of the zone', value: 15, unit: 'YEARS', period: null },
          ].map(({ name, unit, value, period }) => ({
            name,
            unit,
            points: [{ value, period, precision: 'EXACT', source: 'Shanghai Observer, 21 April 2018' }],
          })),
        ),
      },
    });
  });

  test('of a district are about its communities, and cite what is stated about the district itself', async () => {
    const { figures } = await community
      .as(manager)
      .data<{ figures: { communityIds: string[]; registry: { indicators: { name: string }[] } } }>(Ask, {
        scopeId: demoId('dis', 'lanxi'),
        ...year,
      });

    expect(figures.communityIds).toEqual(
      ['jinxiu', 'huilan', 'guangmo'].map((key) => communityId(key as never)).sort(),
    );
    expect(figures.registry.indicators.map(({ name }) => name).sort()).toEqual(['Enterprises', 'Workers']);
  });

  test('of all count every community once', async () => {
    const { figures } = await community
      .as(manager)
      .data<{ figures: { communityIds: string[]; registry: { gridCompleteness: unknown } } }>(Ask, {
        scopeId: 'all',
        ...year,
      });

    // Six of the ten communities have demo workers to represent their enterprises in the team.
    expect(figures.communityIds).toHaveLength(10);
    expect(figures.registry.gridCompleteness).toEqual({ grids: 40, complete: 24, percent: 60 });
  });

  test('a grid without an officer on the day is not complete', async () => {
    const before = { from: '2024-01-01', to: '2024-04-30' };

    const { figures } = await community.as(manager).data(Ask, { scopeId: communityId('lingfeng'), ...before });

    // On 30 April 2024 each had the officer before; the cadres and representatives came the day after.
    expect(figures).toMatchObject({
      registry: { countedOn: '2024-04-30', gridCompleteness: { grids: 4, complete: 0, percent: 0 } },
    });
  });

  test('of a scope that does not exist are null; a period that ends before it begins, or is too long, is refused', async () => {
    const { figures } = await community.as(manager).data(Ask, { scopeId: 'com_none', ...year });
    const backwards = await community.as(manager).ask(Ask, { scopeId: 'all', from: '2026-01-02', to: '2026-01-01' });
    const endless = await community.as(manager).ask(Ask, { scopeId: 'all', from: '2000-01-01', to: '2026-01-02' });

    expect(figures).toBeNull();
    expect(backwards.errors?.[0]?.extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      path: ['to'],
      rule: 'order',
    });
    expect(endless.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', path: ['to'], rule: 'max' });
  });

  test('answer to their key, as the graph asks for them; a key that is no period names nothing', async () => {
    const { _entities } = await community
      .as(manager)
      .data(
        `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Figures { communityIds } } }`,
        {
          representations: [
            { __typename: 'Figures', scopeId: communityId('liming'), ...year },
            { __typename: 'Figures', scopeId: communityId('liming'), from: '2026-01-02', to: '2026-01-01' },
          ],
        },
      );

    expect(_entities).toEqual([{ communityIds: [communityId('liming')] }, null]);
  });

  test.each<[string, PersonLike, string[]]>([
    ['a manager', manager, ['all', 'district', 'community']],
    ['an auditor', persona('auditor'), ['all', 'district', 'community']],
    ['a manager of the district', over('MANAGER', 'lanxi'), ['district', 'community']],
    ['a manager of another district', over('MANAGER', 'yiwu'), []],
    ['the staff of the community', staffOf('jinxiu'), ['community']],
    ['the staff of another community', staffOf('huilan'), []],
    ['a worker', persona('welder'), []],
    ['a partner', persona('partner'), []],
  ])('%s reads figures of: %s', async (_who, caller, read) => {
    const scopes = { all: 'all', district: demoId('dis', 'lanxi'), community: communityId('jinxiu') };

    const answers = await Promise.all(
      Object.entries(scopes).map(async ([name, scopeId]) => {
        const { data, errors } = await community.as(caller).ask<{ figures: unknown }>(Ask, { scopeId, ...year });
        return [name, data?.figures ? 'READ' : errors?.[0]?.extensions?.['code']];
      }),
    );

    expect(answers).toEqual(Object.keys(scopes).map((name) => [name, read.includes(name) ? 'READ' : 'FORBIDDEN']));
  });

  const AskPeople = `query ($scopeId: ID!, $from: Date!, $to: Date!, $by: FigureInterval!) {
    figures(scopeId: $scopeId, from: $from, to: $to) { registry {
      registeredWorkers { value withheld } employedWorkers { value withheld }
      facilityReach { facilities workers { value } perThousand }
      series(by: $by) { from to employedWorkers { value withheld } started { value } ended { value } }
    } }
  }`;

  test('count people to the nearest five, by interval, and say nothing of fewer than five', async () => {
    const scopeId = communityId('shiheli');
    await community.rows(
      `delete from employment where enterprise_id in (select id from enterprise where community_id = ?)`,
      [scopeId],
    );
    await community.rows(
      `insert into enterprise (id, uscc, name_zh, name_en, stage, community_id) values ('ent_figures', '91999999MA9999999X', '厂', 'Works', 'GROWTH', ?)`,
      [scopeId],
    );
    const employ = (from: number, to: number, first: string, until: string | null) =>
      community.rows(
        `insert into employment (id, worker_id, enterprise_id, post_zh, post_en, "primary", employed_from, employed_until)
         select 'emp_f' || row_number() over () || ?, id, 'ent_figures', '工', 'Hand', false, ?, ? from (select id from worker order by id offset ? limit ?) w`,
        [first, first, until, from, to - from],
      );
    await employ(0, 12, '2026-01-15', null);
    await employ(12, 20, '2026-02-01', '2026-03-01');
    await employ(20, 23, '2026-03-31', null);

    const { figures } = await community
      .as(manager)
      .data<{ figures: { registry: Record<string, unknown> } }>(AskPeople, {
        scopeId,
        from: '2026-01-01',
        to: '2026-03-31',
        by: 'MONTH',
      });

    expect(figures.registry).toMatchObject({
      employedWorkers: { value: 15, withheld: null },
      series: [
        { to: '2026-01-31', employedWorkers: { value: 10 }, started: { value: 10 }, ended: { value: null } },
        { to: '2026-02-28', employedWorkers: { value: 20 }, started: { value: 10 }, ended: { value: 10 } },
        { to: '2026-03-31', employedWorkers: { value: 15 }, started: { value: null }, ended: { value: null } },
      ],
    });
  });

  test('withhold a community of one worker, and count facilities that those who work there reach on foot', async () => {
    const ask = async (key: 'jinyihu' | 'xinzhuang' | 'lingfeng') =>
      (
        await community.as(manager).data<{ figures: { registry: Record<string, unknown> } }>(AskPeople, {
          scopeId: communityId(key),
          ...year,
          by: 'MONTH',
        })
      ).figures.registry;

    const small = await ask('jinyihu');
    const large = await ask('lingfeng');

    expect(small).toMatchObject({
      registeredWorkers: { value: null, withheld: 'SMALL_COUNT' },
      facilityReach: { workers: { value: null }, perThousand: null },
    });
    const reach = large['facilityReach'] as { facilities: number; workers: { value: number }; perThousand: number };
    expect(reach.facilities).toBeGreaterThan(0);
    expect(reach.perThousand).toBe(Math.round((reach.facilities * 100_000) / reach.workers.value) / 100);
    expect(reach.workers.value % 5).toBe(0);
  });

  test('are for nobody who is not signed in, nor by the key for whom the root would refuse', async () => {
    const representations = [{ __typename: 'Figures', scopeId: 'all', ...year }];
    const byKey = `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Figures { communityIds } } }`;

    const anonymous = await community.as(nobody).ask(Ask, { scopeId: 'all', ...year });
    const { _entities } = await community.as(persona('welder')).data(byKey, { representations });

    expect(anonymous.errors?.[0]?.extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(_entities).toEqual([null]);
  });

  describe('that a source states', () => {
    const tax = {
      communityId: communityId('huilan'),
      ...{ name: { zh: '税收', en: 'Tax revenue' }, unit: 'PERCENT_YEAR_ON_YEAR', precision: 'EXACT' },
      ...{
        period: '2026-Q3',
        value: -2.5,
        source: { zh: '金华日报，2026-10-20', en: 'Jinhua Daily, 20 October 2026' },
      },
    };
    const record = (input: object, who: PersonLike | typeof nobody = staffOf('huilan')) =>
      community.as(who).ask<{ recordIndicator: { indicator: object | null; userErrors: { code: string }[] } }>(
        `mutation ($input: RecordIndicatorInput!) { recordIndicator(input: $input) {
             indicator { value unit period precision source(lang: EN) } userErrors { code path }
           } }`,
        { input: { idempotencyKey: newId('key'), ...input } },
      );

    test('are recorded with unit, period and source, once, whoever records it at once, and are a series', async () => {
      await openEveryConnection(community);

      const recorded = await Promise.all(Array.from({ length: 8 }, () => record(tax)));
      await record({ ...tax, period: '2026-Q2', value: 4 });
      const { figures } = await community.as(manager).data<{ figures: { registry: { indicators: object[] } } }>(Ask, {
        scopeId: tax.communityId,
        ...year,
      });

      const codes = recorded.map(({ data }) => data?.recordIndicator.userErrors[0]?.code ?? 'RECORDED').sort();
      expect(codes).toEqual([...Array.from({ length: 7 }, () => 'ALREADY_RECORDED'), 'RECORDED']);
      const stated = { precision: 'EXACT', source: 'Jinhua Daily, 20 October 2026' };
      expect(figures.registry.indicators).toContainEqual({
        ...{ name: 'Tax revenue', unit: 'PERCENT_YEAR_ON_YEAR' },
        points: [
          { value: 4, period: '2026-Q2', ...stated },
          { value: -2.5, period: '2026-Q3', ...stated },
        ],
      });
    });

    test.each([
      ['two places', { ...tax, districtId: demoId('dis', 'lanxi') }, 'oneOf'],
      ['no value that the source would state', { ...tax, value: null }, 'precision'],
      ['a value that it lost', { ...tax, precision: 'NOT_STATED' }, 'precision'],
      ['a period that is none', { ...tax, period: '2026-Q5' }, 'matches'],
    ])('are not recorded with %s', async (_what, input, rule) => {
      const { errors } = await record(input, manager);

      expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', rule });
    });

    test.each([
      ['nobody', nobody, 'UNAUTHENTICATED'],
      ['a worker', persona('welder'), 'FORBIDDEN'],
      ['the staff of another community', staffOf('liming'), 'FORBIDDEN'],
    ])('are not recorded by %s', async (_who, caller, code) => {
      expect((await record(tax, caller)).errors?.[0]?.extensions?.['code']).toBe(code);
    });

    const correct = (input: object, who: PersonLike | typeof nobody = staffOf('huilan')) =>
      community.as(who).ask<{ correctIndicator: { indicator: object | null; userErrors: { code: string }[] } }>(
        `mutation ($input: CorrectIndicatorInput!) { correctIndicator(input: $input) {
             indicator { value version precision corrections { no value precision source(lang: EN) reason(lang: EN) correctedAt } }
             userErrors { code path rule version }
           } }`,
        { input: { idempotencyKey: newId('key'), ...input } },
      );
    const output = { ...tax, name: { zh: '产值', en: 'Output' }, period: '2026-H1', value: 70.1 };
    const reason = { zh: '统计局修订', en: 'Revised by the bureau' };
    const recordedOutput = async (period: string) => {
      await record({ ...output, period });
      const [row] = await community.rows<{ id: string }>(
        `select id from indicator where name_en = 'Output' and period = ?`,
        [period],
      );
      return { indicatorId: row?.id ?? '', expectedVersion: 1, precision: 'EXACT', reason };
    };

    test('are corrected with a reason; what they said stays, and figures say what was known at an instant', async () => {
      const figure = await recordedOutput('2026-H1');
      const later = '2026-11-30T09:00:00+08:00';
      const known = async (asOf: string | null) => {
        const { figures } = await community.as(manager, '2026-12-05T09:00:00+08:00').data<{
          figures: { registry: { indicators: { name: string; points: { value: number; version: number }[] }[] } };
        }>(
          `query ($scopeId: ID!, $from: Date!, $to: Date!, $asOf: DateTime) { figures(scopeId: $scopeId, from: $from, to: $to) {
             registry { indicators(asOf: $asOf) { name(lang: EN) points { value version } } } } }`,
          { scopeId: output.communityId, ...year, asOf },
        );
        return figures.registry.indicators.find(({ name }) => name === 'Output')?.points ?? null;
      };

      const input = { input: { idempotencyKey: newId('key'), ...figure, value: 70.3 } };
      const corrected = await community.as(staffOf('huilan'), later).data(
        `mutation ($input: CorrectIndicatorInput!) { correctIndicator(input: $input) {
             indicator { value version corrections { no value source(lang: EN) reason(lang: EN) correctedAt } } userErrors { code } } }`,
        input,
      );

      expect(corrected).toEqual({
        correctIndicator: {
          indicator: {
            ...{ value: 70.3, version: 2 },
            corrections: [
              {
                ...{ no: 1, value: 70.1, source: 'Jinhua Daily, 20 October 2026' },
                ...{ reason: 'Revised by the bureau', correctedAt: '2026-11-30T01:00:00.000Z' },
              },
            ],
          },
          userErrors: [],
        },
      });
      expect(await known(null)).toEqual([{ value: 70.3, version: 2 }]);
      expect(await known(later)).toEqual([{ value: 70.3, version: 2 }]);
      expect(await known('2026-11-30T08:59:59+08:00')).toEqual([{ value: 70.1, version: 1 }]);
      expect(await known('2026-11-22T09:59:59+08:00')).toBe(null);
    });

    test('are corrected by one of many who read the same version; the others are told which it is now', async () => {
      const figure = await recordedOutput('2026-Q1');
      await openEveryConnection(community);

      const corrected = await Promise.all(Array.from({ length: 8 }, (_, no) => correct({ ...figure, value: 80 + no })));

      const codes = corrected.map(({ data }) => data?.correctIndicator.userErrors[0]);
      expect(codes.filter((code) => code === undefined)).toHaveLength(1);
      expect(codes.filter(Boolean)).toEqual(
        Array.from({ length: 7 }, () => ({
          ...{ code: 'STALE_VERSION', path: ['expectedVersion'], rule: 'version', version: 2 },
        })),
      );
    });

    test('are not corrected to what they say, nor to what another says, nor without a value; and nothing changes', async () => {
      const figure = await recordedOutput('2026-Q2');
      const source = { zh: '统计局', en: 'The bureau' };
      await record({ ...output, period: '2026-Q2', source });

      const same = await correct({ ...figure, value: 70.1 });
      const taken = await correct({ ...figure, value: 71, source });
      const valueless = await correct({ ...figure, value: null });
      const unknown = await correct({ ...figure, indicatorId: 'ind_none', value: 1 });

      const refusals = [same, taken, unknown].flatMap(({ data }) => data?.correctIndicator.userErrors ?? []);
      expect(refusals.map(({ code }) => code)).toEqual(['SAYS_SO_ALREADY', 'ALREADY_RECORDED', 'INDICATOR_NOT_FOUND']);
      expect(valueless.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', rule: 'precision' });
      expect(await community.rows('select value, version from indicator where id = ?', [figure.indicatorId])).toEqual([
        { value: 70.1, version: 1 },
      ]);
    });

    test.each([
      ['nobody', nobody, 'UNAUTHENTICATED'],
      ['a worker', persona('welder'), 'FORBIDDEN'],
      ['the staff of another community', staffOf('liming'), 'FORBIDDEN'],
    ])('are not corrected by %s', async (_who, caller, code) => {
      const figure = await recordedOutput('2026-Q3');

      expect((await correct({ ...figure, value: 1 }, caller)).errors?.[0]?.extensions?.['code']).toBe(code);
    });

    test.each([
      [
        'a figure changed past its corrections',
        'update indicator set value = 1 where period = ?',
        'indicator_corrected',
      ],
      ['a correction rewritten', 'update indicator_correction set value = 2 where ? is not null', appendOnly],
      ['a correction removed', 'delete from indicator_correction where ? is not null', appendOnly],
    ])('the database refuses %s', async (_what, statement, constraint) => {
      await recordedOutput('2026-H1');

      await expect(community.rows(statement, ['2026-H1'])).rejects.toMatchObject({ constraint });
    });

    test('about a district are recorded by managers alone', async () => {
      const ofDistrict = { ...tax, communityId: null, districtId: demoId('dis', 'lanxi') };

      expect((await record(ofDistrict)).errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
      expect((await record(ofDistrict, manager)).data?.recordIndicator.userErrors).toEqual([]);
    });
  });
});

function over(role: 'MANAGER', district: string): PersonLike {
  return { id: `acc_${role}_${district}`, roles: [{ role, scope: demoId('dis', district) }] };
}

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, persona } from '@millgate/demo';
import { nobody, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';

const query = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Figures { training {
  sittings cancelled seats seatsTaken seatsTakenPercent learners { value withheld } waiting { value } graduates { value } enterprises
  credentials { kind rank holders { value } } medianDaysFromDemand series(by: MONTH) { from to sittings seats seatsTaken } } } } }`;

describe('figures of training', () => {
  let training: TestSubgraph;
  beforeAll(async () => {
    training = await startTestSubgraph(subgraph, { now: '2026-11-20T10:00:00+08:00', seeded: true });
  });
  afterAll(() => training.stop());

  const figures = (who: Parameters<TestSubgraph['as']>[0], from: string, to: string) =>
    training.as(who).ask<{ _entities: { training: Figures | null }[] }>(query, {
      r: [{ __typename: 'Figures', scopeId: communityId('jinshan'), from, to, communityIds: [communityId('jinshan')] }],
    });

  test('agree with the sittings that begin in the period, first and last day included, and with their series', async () => {
    const [span] = await training.rows<{ first: string; last: string; seats: number; taken: number; count: number }>(
      `select min((starts_at at time zone 'Asia/Shanghai')::date)::text as first, max((starts_at at time zone 'Asia/Shanghai')::date)::text as last,
              sum(capacity)::int as seats, sum(seated)::int as taken, count(*)::int as count
         from course_instance where community_id = ?`,
      [communityId('jinshan')],
    );

    const { data, errors } = await figures(persona('manager'), span?.first ?? '', span?.last ?? '');

    expect(errors).toBeUndefined();
    const told = data?._entities[0]?.training;
    expect((told?.sittings ?? 0) + (told?.cancelled ?? 0)).toBe(span?.count);
    expect(told?.sittings).toBeGreaterThan(2);
    expect(told?.series.reduce((sum, { seats }) => sum + seats, 0)).toBe(told?.seats);
    expect(told?.series.reduce((sum, { sittings }) => sum + sittings, 0)).toBe(told?.sittings);
    expect(Number(told?.learners.value) % 5).toBe(0);
    expect(told?.medianDaysFromDemand).toBeNull();
  });

  test('of a time without sittings are nought, and what would divide by it is null', async () => {
    const { data } = await figures(persona('manager'), '2001-01-01', '2001-01-31');

    expect(data?._entities[0]?.training).toMatchObject({
      sittings: 0,
      seats: 0,
      seatsTakenPercent: null,
      learners: { value: null, withheld: 'SMALL_COUNT' },
      credentials: [],
      series: [{ from: '2001-01-01', to: '2001-01-31', sittings: 0 }],
    });
  });

  test('count the thirteen titles of the green channel, the thirteen experts and the 304 students where they belong', async () => {
    const ask = async (community: string, from: string) => {
      const { data } = await training.as(persona('manager')).ask<{ _entities: { training: unknown }[] }>(
        `query($r: [_Any!]!) { _entities(representations: $r) { ... on Figures { training {
           titles { route holders { value } } experts studentsToOrder } } } }`,
        { r: [{ __typename: 'Figures', scopeId: community, from, to: '2026-12-31', communityIds: [community] }] },
      );
      return data?._entities[0]?.training;
    };

    // People are counted to the nearest five.
    expect(await ask(communityId('liming'), '2026-01-01')).toEqual({
      titles: [{ route: 'GREEN_CHANNEL', holders: { value: 15 } }],
      experts: 13,
      studentsToOrder: 304,
    });
    expect(await ask(communityId('liming'), '2026-10-01')).toMatchObject({ titles: [] });
    expect(await ask(communityId('jinshan'), '2026-01-01')).toEqual({ titles: [], experts: 0, studentsToOrder: 0 });
  });

  test.each([
    ['a manager', persona('manager'), true],
    ['an auditor', persona('auditor'), true],
    ['a trainer', persona('trainer'), false],
    ['a worker', persona('welder'), false],
    ['nobody in particular', nobody, false],
  ])('are told to whoever may read them; asked by %s', async (_who, caller, told) => {
    const { data, errors } = await figures(caller, '2026-11-01', '2026-11-30');

    expect(data?._entities[0]?.training !== null).toBe(told);
    expect(errors?.[0]?.extensions?.['code']).toBe(told ? undefined : 'FORBIDDEN');
  });
});

interface Figures {
  readonly sittings: number;
  readonly cancelled: number;
  readonly seats: number;
  readonly learners: { readonly value: number | null };
  readonly medianDaysFromDemand: number | null;
  readonly series: readonly { readonly sittings: number; readonly seats: number }[];
}

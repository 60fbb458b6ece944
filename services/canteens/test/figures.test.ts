import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { communityId, persona } from '@millgate/demo';
import { nobody, startTestSubgraph, type TestSubgraph } from '@millgate/kit/testing';
import { subgraph } from '../src/subgraph.ts';

const query = `query($r: [_Any!]!) { _entities(representations: $r) { ... on Figures { meals {
  planned sold oversold soldAtCounter pickedUp noShow wasted sellThroughPercent subsidisedPercent averagePrice { fen } mealsPerDay seatTurns
  soldOut { servings medianMinutesBeforeCutoff } diners { value withheld }
  series(by: WEEK) { from to planned sold pickedUp noShow wasted sellThroughPercent } } } } }`;

describe('figures of meals', () => {
  let canteens: TestSubgraph;
  beforeAll(async () => {
    canteens = await startTestSubgraph(subgraph, { now: '2026-11-20T17:30:00+08:00', seeded: true });
  });
  afterAll(() => canteens.stop());

  const figures = (who: Parameters<TestSubgraph['as']>[0], from: string, to: string, communities = ['guangmo']) =>
    canteens.as(who).ask<{ _entities: { meals: Record<string, unknown> | null }[] }>(query, {
      r: [
        {
          __typename: 'Figures',
          scopeId: 'all',
          from,
          to,
          communityIds: communities.map((key) => communityId(key as 'guangmo')),
        },
      ],
    });
  const manager = persona('manager');

  test('of one Friday at Guangmo: lunch and dinner sold out twenty minutes before the cut-off', async () => {
    const { data, errors } = await figures(manager, '2026-11-13', '2026-11-13');

    expect(errors).toBeUndefined();
    const meals = data?._entities[0]?.meals;
    expect(meals).toMatchObject({
      planned: 600,
      sold: 600,
      oversold: 0,
      soldAtCounter: 588,
      wasted: 0,
      sellThroughPercent: 100,
      mealsPerDay: 600,
      seatTurns: 0.75,
      soldOut: { servings: 2, medianMinutesBeforeCutoff: 20 },
      diners: { value: 10, withheld: null },
    });
    expect(Number(meals?.['pickedUp']) + Number(meals?.['noShow'])).toBe(12);
    expect((meals?.['averagePrice'] as { fen: number }).fen).toBeGreaterThan(1_480);
  });

  test('their series adds up to the whole', async () => {
    const { data } = await figures(manager, '2026-11-03', '2026-11-18', ['guangmo', 'lingfeng', 'xinzhuang']);

    const meals = data?._entities[0]?.meals as Record<string, number> & { series: Record<string, number | string>[] };
    expect(meals.series.map(({ from, to }) => [from, to])).toEqual([
      ['2026-11-03', '2026-11-08'],
      ['2026-11-09', '2026-11-15'],
      ['2026-11-16', '2026-11-18'],
    ]);
    for (const name of ['planned', 'sold', 'pickedUp', 'noShow', 'wasted']) {
      expect(meals.series.reduce((sum, point) => sum + Number(point[name]), 0)).toBe(meals[name]);
    }
    const [counted] = await canteens.rows<{ sold: number }>(
      `select sum(sold + oversold)::int as sold from meal_serving where served_on between '2026-11-03' and '2026-11-18'`,
    );
    expect(meals['sold']).toBe(counted?.sold);
  });

  test('of a time without meals are nought, and what would divide by it is null', async () => {
    const { data } = await figures(manager, '2020-01-01', '2020-01-02');

    expect(data?._entities[0]?.meals).toMatchObject({
      planned: 0,
      sold: 0,
      sellThroughPercent: null,
      subsidisedPercent: null,
      averagePrice: null,
      mealsPerDay: null,
      seatTurns: null,
      soldOut: { servings: 0, medianMinutesBeforeCutoff: null },
      diners: { value: null, withheld: 'SMALL_COUNT' },
    });
  });

  test.each([
    ['a manager', manager, true],
    ['community staff', persona('registrar'), true],
    ['an auditor', persona('auditor'), true],
    ['a worker', persona('welder'), false],
    ['HR', persona('hr'), false],
    ['canteen staff', persona('canteen'), false],
    ['nobody in particular', nobody, false],
  ])('are told to whoever may read them; asked by %s', async (_who, caller, told) => {
    const { data, errors } = await figures(caller, '2026-11-13', '2026-11-13');

    expect(data?._entities[0]?.meals !== null).toBe(told);
    expect(errors?.[0]?.extensions?.['code']).toBe(told ? undefined : 'FORBIDDEN');
  });
});

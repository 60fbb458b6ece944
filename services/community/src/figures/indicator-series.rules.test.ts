import { expect, test } from 'vitest';
import { seriesOf } from './indicator-series.rules.ts';

const about = (id: string, zh: string, period: string | null, community = 'com_a', unit = 'PERCENT') => ({
  id,
  unit,
  period,
  names: { zh },
  districtRef: null,
  communityRef: { id: community },
  allianceRef: null,
});

test('figures of one name about one place are one series, by period; what has no period comes last', () => {
  const series = seriesOf([
    about('3', '税收', null),
    about('2', '税收', '2018-Q2'),
    about('1', '税收', '2018-Q1'),
    about('4', '产值', '2018-Q1'),
  ]);

  expect(series.map((points) => points.map(({ id }) => id))).toEqual([['1', '2', '3'], ['4']]);
});

test('figures of two places, or in two units, are never one series', () => {
  const series = seriesOf([
    about('1', '企业', null, 'com_a'),
    about('2', '企业', null, 'com_b'),
    about('3', '企业', null, 'com_a', 'ENTERPRISES'),
  ]);

  expect(series).toHaveLength(3);
});

import { expect, test } from 'vitest';
import { daysWithin, percentOf, totalOf } from './meal-figures.rules.ts';

const day = (on: string, sold: number) => ({
  on,
  planned: 300,
  sold,
  oversold: 0,
  wasted: 5,
  pickedUp: 10,
  noShow: 1,
  soldAtCounter: sold - 11,
  subsidised: 4,
  paidFen: sold * 1_500,
  seatMeals: 400,
});

test('days are summed, counter by counter', () => {
  expect(totalOf([day('2026-11-19', 200), day('2026-11-20', 300)])).toEqual({
    planned: 600,
    sold: 500,
    oversold: 0,
    wasted: 10,
    pickedUp: 20,
    noShow: 2,
    soldAtCounter: 478,
    subsidised: 8,
    paidFen: 750_000,
    seatMeals: 800,
  });
});

test.each([
  [0, 0, null],
  [1, 3, 33.3],
  [300, 300, 100],
])('%i of %i are %p per cent', (part, whole, percent) => {
  expect(percentOf(part, whole)).toBe(percent);
});

test('a period has its first and its last day', () => {
  const days = ['2026-11-18', '2026-11-19', '2026-11-20', '2026-11-21'].map((on) => ({ on }));

  expect(daysWithin(days, { from: '2026-11-19', to: '2026-11-20' })).toEqual([
    { on: '2026-11-19' },
    { on: '2026-11-20' },
  ]);
});

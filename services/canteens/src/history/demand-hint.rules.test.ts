import { expect, test } from 'vitest';
import { demandHint, sameWeekdaysBefore } from './demand-hint.rules.ts';

test('a hint looks at the last four same weekdays', () => {
  expect(sameWeekdaysBefore('2026-11-20')).toEqual(['2026-11-13', '2026-11-06', '2026-10-30', '2026-10-23']);
});

const days = (...sold: number[]) => sold.map((portions) => ({ on: '2026-11-13', sold: portions, soldOut: false }));

test.each([
  [[], null],
  [[210], 210],
  [[210, 240], 225],
  [[210, 241], 226],
  [[100, 300, 200], 200],
  [[100, 290, 210, 240], 225],
])('after days of %j portions it is %p', (sold, portions) => {
  expect(demandHint(days(...sold))).toEqual({ portions, floor: false });
});

test('a day that sold out makes it a floor', () => {
  expect(demandHint([...days(100, 100), { on: '2026-10-30', sold: 100, soldOut: true }])).toEqual({
    portions: 100,
    floor: true,
  });
});

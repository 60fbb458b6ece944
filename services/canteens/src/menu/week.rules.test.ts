import { expect, test } from 'vitest';
import { menuOf, weekOf } from './week.rules.ts';

test.each(['2026-11-16', '2026-11-20', '2026-11-22'])('the week of %s runs from Monday to Sunday', (day) => {
  const days = weekOf(day);

  expect([days.length, days[0], days[6]]).toEqual([7, '2026-11-16', '2026-11-22']);
});

test('a menu has every day, and of a day the meals that are served, in their order', () => {
  const dinner = { on: '2026-11-20', period: 'DINNER', id: 'b' };
  const lunch = { on: '2026-11-20', period: 'LUNCH', id: 'a' };

  expect(
    menuOf<string, typeof dinner>(['2026-11-19', '2026-11-20'], [dinner, lunch], ['LUNCH', 'DINNER', 'NIGHT']),
  ).toEqual([
    { on: '2026-11-19', meals: [] },
    {
      on: '2026-11-20',
      meals: [
        { period: 'LUNCH', servings: [lunch] },
        { period: 'DINNER', servings: [dinner] },
      ],
    },
  ]);
});

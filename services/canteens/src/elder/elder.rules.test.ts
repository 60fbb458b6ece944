import { expect, test } from 'vitest';
import { isElder } from './elder.rules.ts';

test.each([
  ['the day before the sixtieth birthday', '1966-11-21', false],
  ['on the sixtieth birthday', '1966-11-20', true],
  ['born on 29 February, sixty in a leap year’s day', '1964-02-29', true],
])('%s', (_when, birthDate, elder) => {
  expect(isElder(birthDate, '2026-11-20')).toBe(elder);
});

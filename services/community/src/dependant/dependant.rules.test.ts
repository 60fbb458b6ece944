import { expect, test } from 'vitest';
import { isMinor } from './dependant.rules.ts';

test.each([
  ['2008-11-23', '2026-11-22', true],
  ['2008-11-22', '2026-11-22', false],
  ['2008-02-29', '2026-02-28', true],
  ['2008-02-29', '2026-03-01', false],
])('who was born on %s is a minor on %s: %s', (birthDate, on, minor) => {
  expect(isMinor(birthDate, on)).toBe(minor);
});

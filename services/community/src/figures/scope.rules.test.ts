import { expect, test } from 'vitest';
import { countedOn, periodFault } from './scope.rules.ts';

test.each([
  ['2026-01-01', '2026-01-02', null],
  ['2026-01-01', '2026-01-01', null],
  ['2026-01-02', '2026-01-01', 'order'],
  ['2016-02-29', '2026-02-27', null],
  ['2016-01-01', '2025-12-31', null],
  ['2016-01-01', '2026-01-01', 'max'],
])('a period from %s to %s: %s', (from, to, fault) => {
  expect(periodFault({ from, to })).toBe(fault);
});

test('stocks are counted on the last day of a period', () => {
  expect(countedOn('2025-12-31', '2026-11-22')).toBe('2025-12-31');
});

test('while a period is not over, stocks are counted today', () => {
  expect(countedOn('2026-12-31', '2026-11-22')).toBe('2026-11-22');
});

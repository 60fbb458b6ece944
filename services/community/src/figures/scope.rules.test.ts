import { expect, test } from '@jest/globals';
import { countedOn, spanFault } from './scope.rules.ts';

test.each([
  ['2026-01-01', '2026-01-02', null],
  ['2026-01-01', '2026-01-01', 'half-open'],
  ['2026-01-02', '2026-01-01', 'half-open'],
  ['2016-02-29', '2026-02-28', null],
  ['2016-01-01', '2026-01-01', null],
  ['2016-01-01', '2026-01-02', 'max'],
])('a span from %s to %s: %s', (from, to, fault) => {
  expect(spanFault(from, to)).toBe(fault);
});

test('stocks are counted on the last day of a span, which the day it ends on no longer is', () => {
  expect(countedOn('2026-01-01', '2026-11-22')).toBe('2025-12-31');
});

test('while a span is not over, stocks are counted today', () => {
  expect(countedOn('2027-01-01', '2026-11-22')).toBe('2026-11-22');
});

import { describe, expect, test } from 'vitest';
import { movedDays } from './revision.rules.ts';

const week = [true, true, true, true, true, false, false];
const calendar = (...exceptions: [string, boolean][]) => ({ week, exceptions: new Map(exceptions) });

describe('what a revision moves', () => {
  test('a holiday that is put off moves the day it was and the day it is', () => {
    const before = calendar(['2026-10-08', false]);
    const after = calendar(['2026-10-09', false]);

    expect(movedDays(before, after)).toEqual([
      { on: '2026-10-08', working: true },
      { on: '2026-10-09', working: false },
    ]);
  });

  test('a Saturday that is no longer worked moves; what both say alike does not', () => {
    const before = calendar(['2026-10-10', true], ['2026-10-01', false]);
    const after = calendar(['2026-10-01', false]);

    expect(movedDays(before, after)).toEqual([{ on: '2026-10-10', working: false }]);
  });

  test('a day off that is a Sunday anyway moves nothing', () => {
    expect(movedDays(calendar(), calendar(['2026-10-04', false]))).toEqual([]);
  });
});

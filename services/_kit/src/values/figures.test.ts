import 'reflect-metadata';
import { describe, expect, test } from 'vitest';
import { FigureInterval, peopleCount, periodsOf } from './figures.ts';

describe('figures', () => {
  test('a series is cut by the calendar, and its periods are the whole without gap or overlap', () => {
    expect(periodsOf({ from: '2026-01-28', to: '2026-03-02' }, FigureInterval.MONTH)).toEqual([
      { from: '2026-01-28', to: '2026-01-31' },
      { from: '2026-02-01', to: '2026-02-28' },
      { from: '2026-03-01', to: '2026-03-02' },
    ]);
    expect(periodsOf({ from: '2026-11-20', to: '2026-11-24' }, FigureInterval.WEEK)).toEqual([
      { from: '2026-11-20', to: '2026-11-22' },
      { from: '2026-11-23', to: '2026-11-24' },
    ]);
    expect(periodsOf({ from: '2026-11-20', to: '2026-11-20' }, FigureInterval.DAY)).toEqual([
      { from: '2026-11-20', to: '2026-11-20' },
    ]);
  });

  test('a series has at most 400 points', () => {
    expect(() => periodsOf({ from: '2020-01-01', to: '2026-01-01' }, FigureInterval.DAY)).toThrow('at most 400 points');
  });

  test.each([
    [0, null, 'SMALL_COUNT'],
    [4, null, 'SMALL_COUNT'],
    [5, 5, null],
    [7, 5, null],
    [8, 10, null],
    [1003, 1005, null],
  ])('%i people are told as %p', (count, value, withheld) => {
    expect(peopleCount(count)).toEqual({ value, withheld });
  });
});

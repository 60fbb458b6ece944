import { describe, expect, test } from 'vitest';
import { addTo } from './dates.ts';
import fc from 'fast-check';
import { addWorkingDays, isWorkingDay, limitFrom, workingDaysBetween, type WorkDays } from './working-days.ts';
import { stateCouncil } from './holiday-source.ts';

const week = [true, true, true, true, true, false, false];
const arranged = [2025, 2026].flatMap((year) => stateCouncil.exceptionsOf(year) ?? []);
const mainland: WorkDays = { week, exceptions: new Map(arranged.map(({ on, working }) => [on, working])) };
const bare: WorkDays = { week, exceptions: new Map() };

/** Each row was checked against the State Council’s arrangements; a Monday-to-Friday counter gets every one wrong. */
const limits = [
  ['2025-09-26', 5, '2025-10-10'],
  ['2025-09-30', 5, '2025-10-14'],
  ['2026-02-13', 3, '2026-02-25'],
  ['2026-09-30', 3, '2026-10-10'],
  ['2025-09-29', 20, '2025-11-03'],
] as const;

describe('working days', () => {
  test.each(limits)('%s and %i working days end on %s', (from, days, until) => {
    expect(addWorkingDays(mainland, from, days)).toBe(until);
  });

  test.each(limits)('a counter without the arrangements misjudges %s and %i', (from, days, until) => {
    expect(addWorkingDays(bare, from, days)).not.toBe(until);
  });

  test('an adjusted Saturday is worked, the holiday it pays for is not', () => {
    expect(isWorkingDay(mainland, '2026-02-14')).toBe(true);
    expect(isWorkingDay(mainland, '2026-02-17')).toBe(false);
  });

  test('no working days end on the day they start from, worked or not', () => {
    expect(addWorkingDays(mainland, '2026-02-17', 0)).toBe('2026-02-17');
  });

  test('counting is the inverse of adding, from any day and for any number', () => {
    const day = fc.integer({ min: 0, max: 500 }).map((days) => addTo('2025-01-01', { days }));

    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 120 }), (from, days) => {
        const until = addWorkingDays(mainland, from, days);
        expect(workingDaysBetween(mainland, from, until)).toBe(days);
        expect(days === 0 || isWorkingDay(mainland, until)).toBe(true);
      }),
    );
  });

  test('a limit ends at midnight after its last day, whose morning does not count', () => {
    expect(limitFrom(mainland, new Date('2026-02-13T09:00:00+08:00'), 3)).toEqual({
      on: '2026-02-25',
      at: new Date('2026-02-26T00:00:00+08:00'),
    });
  });

  test('nothing lies between a day and an earlier one', () => {
    expect(workingDaysBetween(mainland, '2026-03-02', '2026-02-20')).toBe(0);
  });

  test('a calendar that never works is refused rather than searched for ever', () => {
    expect(() => addWorkingDays({ week: week.map(() => false), exceptions: new Map() }, '2026-01-01', 1)).toThrow(
      RangeError,
    );
  });

  test('a year that nobody arranged yet has no exceptions to offer', () => {
    expect(stateCouncil.exceptionsOf(2030)).toBeNull();
  });
});

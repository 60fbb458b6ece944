import { describe, expect, test } from 'vitest';
import { addTo } from '@millgate/kit';
import fc from 'fast-check';
import { rentChargeState, rentPeriods } from './rent.rules.ts';

const terms = { from: '2026-01-31', until: '2026-04-15', rentFen: 90_000 };

describe('rent', () => {
  test('is due by months from the first day, clamped to the month’s end and back; the last by its days', () => {
    expect(rentPeriods(terms, '2026-12-31')).toEqual([
      { from: '2026-01-31', until: '2026-02-28', dueOn: '2026-02-07', amountFen: 90_000 },
      { from: '2026-02-28', until: '2026-03-31', dueOn: '2026-03-07', amountFen: 90_000 },
      { from: '2026-03-31', until: '2026-04-15', dueOn: '2026-04-07', amountFen: 45_000 },
    ]);
  });

  test('is due for what has begun', () => {
    expect(rentPeriods(terms, '2026-02-27')).toHaveLength(1);
    expect(rentPeriods(terms, '2026-02-28')).toHaveLength(2);
    expect(rentPeriods(terms, '2026-01-30')).toEqual([]);
  });

  test('periods cover the lease without a gap or an overlap, and none costs more than a month', () => {
    const day = fc.integer({ min: 0, max: 1_500 }).map((days) => addTo('2025-01-01', { days }));
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 1, max: 900 }),
        fc.integer({ min: 1, max: 1_000_000 }),
        (from, length, rentFen) => {
          const until = addTo(from, { days: length });
          const periods = rentPeriods({ from, until, rentFen }, until);
          expect([from, ...periods.map((one) => one.until)]).toEqual([...periods.map((one) => one.from), until]);
          for (const { amountFen } of periods) expect(amountFen >= 0 && amountFen <= rentFen).toBe(true);
          for (const { amountFen } of periods.slice(0, -1)) expect(amountFen).toBe(rentFen);
        },
      ),
    );
  });

  test.each([
    [{ paidFen: 0 }, '2026-02-07', 'DUE'],
    [{ paidFen: 99 }, '2026-02-08', 'OVERDUE'],
    [{ paidFen: 100 }, '2026-02-08', 'PAID'],
  ])('with %j paid on %s is %s', ({ paidFen }, today, state) => {
    expect(rentChargeState({ paidFen, refundFen: 0, amountFen: 100, dueOn: '2026-02-07' }, today)).toBe(state);
  });
});

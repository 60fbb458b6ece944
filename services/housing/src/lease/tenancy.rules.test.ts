import { describe, expect, test } from 'vitest';
import { addTo } from '@millgate/kit';
import fc from 'fast-check';
import { freeUntil, freeUntilWithJob, placeUntil } from './tenancy.rules.ts';

test.each([
  ['2025-11-30', '2026-02-28'],
  ['2027-11-30', '2028-02-29'],
  ['2026-11-29', '2027-02-28'],
  ['2026-10-31', '2027-01-31'],
  ['2026-01-01', '2026-04-01'],
])('free lodging from %s ends on %s', (from, until) => {
  expect(freeUntil(from)).toBe(until);
});

describe('free lodging of somebody who finds a job', () => {
  const lodging = { from: '2025-11-30', until: '2026-02-28' };

  test.each([
    ['ends fifteen days after its first day', '2026-01-05', '2026-01-05', '2026-01-20'],
    ['ends when it would have, if that is sooner', '2026-02-20', '2026-02-10', '2026-02-28'],
    ['ends tomorrow, if the job is told of late', '2026-01-05', '2026-02-01', '2026-02-02'],
    ['lasts a day at least, if the job is older than the lodging', '2025-10-01', '2025-11-20', '2025-12-01'],
  ])('%s', (_what, jobFrom, today, until) => {
    expect(freeUntilWithJob(lodging, jobFrom, today)).toBe(until);
  });

  test('is never longer than before, never empty, and never over already', () => {
    const day = fc.integer({ min: 0, max: 800 }).map((days) => addTo('2025-01-01', { days }));
    fc.assert(
      fc.property(day, day, day, (from, jobFrom, today) => {
        const stay = { from, until: freeUntil(from) };
        const until = freeUntilWithJob(stay, jobFrom, today);
        expect(until > from && until <= stay.until).toBe(true);
        expect(until > today || until === stay.until).toBe(true);
      }),
    );
  });
});

test.each([
  ['thirty days after the last day of the job', '2026-06-01', '2026-07-01'],
  ['when the lease ends, if that is sooner', '2026-12-20', '2027-01-01'],
])('a place that goes with a job ends %s', (_when, jobUntil, until) => {
  expect(placeUntil({ from: '2026-01-01', until: '2027-01-01' }, jobUntil)).toBe(until);
});

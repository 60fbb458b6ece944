import { expect, test } from 'vitest';
import { CohortStage, cohortState, hiresFit, offerFault } from './cohort.rules.ts';

test.each([
  ['ordered', CohortStage.ORDERED, null, 'ORDERED'],
  ['agreed, the day before it begins', CohortStage.AGREED, '2026-12-01', 'AGREED'],
  ['agreed, on its first day', CohortStage.AGREED, '2026-11-30', 'TRAINING'],
  ['completed', CohortStage.COMPLETED, '2026-06-01', 'COMPLETED'],
  ['given up', CohortStage.CANCELLED, null, 'CANCELLED'],
])('a cohort that is %s', (_what, stage, from, state) => {
  expect(cohortState({ stage, from }, '2026-11-30')).toBe(state);
});

test.each([
  ['as many places as jobs', { from: '2026-12-01', until: '2027-03-01', students: 40 }, null],
  ['a place too few', { from: '2026-12-01', until: '2027-03-01', students: 39 }, 'TOO_FEW_PLACES'],
  ['a term that has begun', { from: '2026-11-29', until: '2027-03-01', students: 40 }, 'BAD_TERM'],
  ['a term without a day', { from: '2026-12-01', until: '2026-12-01', students: 40 }, 'BAD_TERM'],
])('an offer with %s', (_what, offer, fault) => {
  expect(offerFault(offer, { jobs: 40, today: '2026-11-30' })).toBe(fault);
});

test('no more are taken on than graduated', () => {
  expect([hiresFit(30, [20, 10]), hiresFit(30, [20, 11])]).toEqual([true, false]);
});

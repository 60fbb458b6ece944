import { describe, expect, test } from 'vitest';
import { employerOn, placeFor, WaitReason } from './seating.rules.ts';

const empty = { capacity: 30, seated: 0, quotaPerEnterprise: 5, seatedOfEmployer: 0, eligibleAhead: 0 };

describe('an applicant', () => {
  test.each([
    ['takes the first seat', empty],
    ['takes the last seat', { ...empty, seated: 29 }],
    ['takes the last seat of the employer’s quota', { ...empty, seatedOfEmployer: 4 }],
    ['without an employer is bound by no quota', { ...empty, seatedOfEmployer: null }],
    ['is bound by no quota where the sitting has none', { ...empty, quotaPerEnterprise: null, seatedOfEmployer: 20 }],
    ['takes a seat that those who wait do not need', { ...empty, seated: 27, eligibleAhead: 2 }],
  ])('%s', (_sentence, seats) => {
    expect(placeFor(seats)).toEqual({ seated: true });
  });

  test.each([
    ['waits when every seat is taken', { ...empty, seated: 30 }, WaitReason.FULL],
    [
      'waits when the quota is used up, although seats are free',
      { ...empty, seatedOfEmployer: 5 },
      WaitReason.ENTERPRISE_QUOTA,
    ],
    ['does not pass those who wait for the free seat', { ...empty, seated: 29, eligibleAhead: 1 }, WaitReason.FULL],
    ['is told FULL where both hold', { ...empty, seated: 30, seatedOfEmployer: 5 }, WaitReason.FULL],
  ])('%s', (_sentence, seats, reason) => {
    expect(placeFor(seats)).toEqual({ seated: false, reason });
  });
});

describe('the quota that somebody counts against', () => {
  const employment = (id: string, primary: boolean, from: string, until: string | null = null) => ({
    id,
    enterpriseId: `employer of ${id}`,
    primary,
    from,
    until,
  });

  test('is the main employer’s, though another job is older', () => {
    const jobs = [employment('side', false, '2015-01-01'), employment('main', true, '2020-01-01')];

    expect(employerOn(jobs, '2026-11-20')).toBe('employer of main');
  });

  test('is the older job’s where neither is the main one, whatever the order they were heard of in', () => {
    const jobs = [employment('b', false, '2020-01-01'), employment('a', false, '2019-01-01')];

    expect(employerOn(jobs, '2026-11-20')).toBe('employer of a');
    expect(employerOn(jobs.toReversed(), '2026-11-20')).toBe('employer of a');
  });

  test('changes on the day the job ends', () => {
    const jobs = [employment('old', true, '2015-01-01', '2026-11-20'), employment('new', true, '2026-11-20')];

    expect(employerOn(jobs, '2026-11-19')).toBe('employer of old');
    expect(employerOn(jobs, '2026-11-20')).toBe('employer of new');
  });

  test('is nobody’s for whoever has no job on the day', () => {
    expect(employerOn([employment('later', true, '2026-11-21')], '2026-11-20')).toBeNull();
  });
});

import { describe, expect, test } from 'vitest';
import { acceptable, clashesWithin, leaseState, LeaseState, type LeaseTerm } from './lease.rules.ts';

const { OFFERED, SIGNED, ACTIVE, NOTICE, ENDED, LAPSED } = LeaseState;

const term = (recordedState: LeaseState): LeaseTerm => ({
  recordedState,
  from: '2026-12-01',
  until: '2027-03-01',
  offerExpiresAt: new Date('2026-11-25T17:00:00+08:00'),
});

describe('the state of a lease at an instant', () => {
  test.each([
    ['an offer is open until the millisecond before its deadline', OFFERED, '2026-11-25T16:59:59.999+08:00', OFFERED],
    ['an offer has lapsed at its deadline', OFFERED, '2026-11-25T17:00:00+08:00', LAPSED],
    ['a signed lease waits for its first day', SIGNED, '2026-11-30T23:59:59+08:00', SIGNED],
    [
      'a signed lease is active from midnight of its first day in the community',
      SIGNED,
      '2026-12-01T00:00:00+08:00',
      ACTIVE,
    ],
    ['an active lease holds to the end of its last day', ACTIVE, '2027-02-28T23:59:59+08:00', ACTIVE],
    ['an active lease has ended on the day it no longer holds', ACTIVE, '2027-03-01T00:00:00+08:00', ENDED],
    ['a lease under notice ends with its days', NOTICE, '2027-03-01T00:00:00+08:00', ENDED],
    ['a lease under notice does not become active again', NOTICE, '2026-12-02T00:00:00+08:00', NOTICE],
    ['a signed lease whose days have passed has ended', SIGNED, '2027-04-01T00:00:00+08:00', ENDED],
    ['what has ended stays ended', ENDED, '2026-12-02T00:00:00+08:00', ENDED],
    ['what has lapsed stays lapsed', LAPSED, '2026-11-20T00:00:00+08:00', LAPSED],
  ])('%s', (_what, recorded, now, expected) => {
    expect(leaseState(term(recorded), new Date(now))).toBe(expected);
  });

  test('an offer of days that have passed has lapsed, whatever its deadline', () => {
    const offer = { ...term(OFFERED), offerExpiresAt: new Date('2027-12-31T00:00:00Z') };

    expect(leaseState(offer, new Date('2027-03-01T00:00:00+08:00'))).toBe(LAPSED);
  });
});

describe('whether an offer can be accepted', () => {
  const late = new Date('2028-01-01T00:00:00Z');

  test('too late names the deadline, and since when there are three working days', () => {
    expect(acceptable(term(OFFERED), late)).toEqual({
      ok: false,
      refusals: [
        {
          code: 'OFFER_LAPSED',
          path: ['leaseId'],
          rule: 'offer',
          details: { lapsedAt: new Date('2026-11-25T09:00:00.000Z'), effectiveFrom: '2019-01-01' },
        },
      ],
    });
  });

  test.each([SIGNED, ACTIVE, NOTICE, ENDED])('what is %s was accepted before, however late one asks', (state) => {
    expect(acceptable(term(state), late)).toMatchObject({ refusals: [{ code: 'ALREADY_ACCEPTED' }] });
  });
});

describe('the days that clash', () => {
  const offer = { from: '2026-12-01', until: '2027-03-01' };

  test('are cut to the offer, in order, and joined where they touch', () => {
    const held = [
      { from: '2027-02-01', until: '2028-01-01' },
      { from: '2026-12-20', until: '2027-01-05' },
      { from: '2026-01-01', until: '2026-12-10' },
      { from: '2026-12-10', until: '2026-12-12' },
    ];

    expect(clashesWithin(offer, held)).toEqual([
      { from: '2026-12-01', until: '2026-12-12' },
      { from: '2026-12-20', until: '2027-01-05' },
      { from: '2027-02-01', until: '2027-03-01' },
    ]);
  });

  test('are none where one moves in on the day another moves out', () => {
    const held = [
      { from: '2026-10-01', until: '2026-12-01' },
      { from: '2027-03-01', until: '2027-06-01' },
    ];

    expect(clashesWithin(offer, held)).toEqual([]);
  });
});

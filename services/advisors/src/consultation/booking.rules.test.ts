import { describe, expect, test } from 'vitest';
import { type Booking, judgeBooking } from './booking.rules.ts';
import { Confidentiality } from './confidentiality.rules.ts';

const booking = (changes: Partial<Booking> = {}): Booking => ({
  now: new Date('2026-11-22T09:00:00+08:00'),
  startsAt: new Date('2026-11-23T09:30:00+08:00'),
  day: '2026-11-23',
  kind: 'INDUSTRY',
  appointments: [{ from: '2026-04-01', until: null }],
  interests: [],
  wanted: null,
  ...changes,
});

const codes = (changes: Partial<Booking>) => {
  const judged = judgeBooking(booking(changes));
  return judged.ok ? judged.value : judged.refusals.map(({ code, rule }) => `${code} ${rule}`);
};

describe('a slot', () => {
  test('is booked with an adviser in office, without an interest, before it begins', () => {
    expect(codes({})).toBe(Confidentiality.NORMAL);
  });

  test('is past at the very instant it begins, and not a millisecond before', () => {
    expect(codes({ now: new Date('2026-11-23T09:30:00+08:00') })).toEqual(['SLOT_PAST A1']);
    expect(codes({ now: new Date('2026-11-23T09:29:59.999+08:00') })).toBe(Confidentiality.NORMAL);
  });

  test('counts office on its own day, not on the day of the booking', () => {
    expect(codes({ appointments: [{ from: '2026-11-23', until: null }] })).toBe(Confidentiality.NORMAL);
    expect(codes({ appointments: [{ from: '2026-04-01', until: '2026-11-23' }] })).toEqual([
      'ADVISOR_NOT_IN_OFFICE A2',
    ]);
  });

  test('is refused to an enterprise in which the adviser has an interest on that day', () => {
    expect(codes({ interests: [{ from: '2020-01-01', until: null }] })).toEqual(['ADVISOR_HAS_INTEREST A3']);
    expect(codes({ interests: [{ from: '2020-01-01', until: '2026-11-23' }] })).toBe(Confidentiality.NORMAL);
  });

  test('of an integrity adviser is never booked openly', () => {
    expect(codes({ kind: 'INTEGRITY', wanted: Confidentiality.NORMAL })).toEqual(['INTEGRITY_IS_SEALED A4']);
  });

  test('is refused with every reason at once', () => {
    const all = codes({
      now: new Date('2026-11-24T00:00:00+08:00'),
      kind: 'INTEGRITY',
      appointments: [],
      interests: [{ from: '2020-01-01', until: null }],
      wanted: Confidentiality.NORMAL,
    });

    expect(all).toEqual([
      'SLOT_PAST A1',
      'ADVISOR_NOT_IN_OFFICE A2',
      'ADVISOR_HAS_INTEREST A3',
      'INTEGRITY_IS_SEALED A4',
    ]);
  });
});

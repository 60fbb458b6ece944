import { describe, expect, test } from 'vitest';
import { inOfficeOn } from './office.rules.ts';

describe('an adviser is in office', () => {
  const term = { from: '2026-04-01', until: '2027-04-01' };

  test.each([
    ['not on the day before the first', '2026-03-31', false],
    ['on the first day', '2026-04-01', true],
    ['on the last day', '2027-03-31', true],
    ['not on the day on which the appointment no longer holds', '2027-04-01', false],
  ])('%s', (_when, day, expected) => {
    expect(inOfficeOn([term], day)).toBe(expected);
  });

  test('for as long as nobody ends the appointment', () => {
    expect(inOfficeOn([{ from: '2026-04-01', until: null }], '2099-01-01')).toBe(true);
  });

  test('in a second term as in the first, and not between them', () => {
    const terms = [term, { from: '2028-04-01', until: null }];

    expect(inOfficeOn(terms, '2026-06-01')).toBe(true);
    expect(inOfficeOn(terms, '2027-06-01')).toBe(false);
    expect(inOfficeOn(terms, '2028-06-01')).toBe(true);
  });

  test('never without an appointment', () => {
    expect(inOfficeOn([], '2026-06-01')).toBe(false);
  });
});

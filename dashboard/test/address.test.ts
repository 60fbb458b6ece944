import { describe, expect, test } from 'vitest';
import { dayOf, intervalOf, searchOf, viewFrom } from '../src/dashboard/address.ts';

describe('the address of a view', () => {
  test('leads back to the view', () => {
    const view = { scope: 'com_1', from: '2026-01-01', to: '2026-03-31', list: 'late' };

    expect(viewFrom(searchOf(view), '2026-11-20')).toEqual(view);
  });

  test.each(['', '?from=2026-02-30&to=2026-03-01', '?from=2026-03-02&to=2026-03-01', '?from=1900-01-01&to=2026-01-01'])(
    'without usable days (%j) it means the last thirty',
    (search) => expect(viewFrom(search, '2026-11-20')).toMatchObject({ from: '2026-10-22', to: '2026-11-20' }),
  );

  test.each([
    ['2026-11-01', '2026-11-30', 'DAY'],
    ['2026-01-01', '2026-12-31', 'WEEK'],
    ['2020-01-01', '2026-12-31', 'MONTH'],
  ])('from %s to %s a trend goes by %s', (from, to, interval) => expect(intervalOf({ from, to })).toBe(interval));

  test('today is the communities’ day, wherever the reader is', () => {
    expect(dayOf(Date.parse('2026-11-20T15:59:59Z'))).toBe('2026-11-20');
    expect(dayOf(Date.parse('2026-11-20T16:00:00Z'))).toBe('2026-11-21');
  });
});

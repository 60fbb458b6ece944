import { expect, test } from 'vitest';
import { servingTimes } from './plan-serving.rules.ts';

const hours = { period: 'DINNER', opensAt: '16:30', cutoffAt: '19:30', closesAt: '20:30' };
const now = new Date('2026-11-20T09:00:00+08:00');

test('a serving without times of its own takes those of the canteen’s hours, and opens two days before at eight', () => {
  expect(servingTimes({}, hours, '2026-11-22', now)).toEqual({
    ok: true,
    value: {
      orderFrom: new Date('2026-11-20T08:00:00+08:00'),
      cutoffAt: new Date('2026-11-22T19:30:00+08:00'),
      pickupUntil: new Date('2026-11-22T20:30:00+08:00'),
    },
  });
});

test.each([
  ['without hours or times', {}, undefined, '2026-11-22', 'NO_HOURS', ['period']],
  ['that opens at its cut-off', { orderFrom: at('22T19:30') }, hours, '2026-11-22', 'BAD_TIMES', ['cutoffAt']],
  ['collected before its cut-off', { pickupUntil: at('22T19:29') }, hours, '2026-11-22', 'BAD_TIMES', ['pickupUntil']],
  ['of yesterday', {}, hours, '2026-11-19', 'BAD_TIMES', ['on']],
])('a serving %s is refused', (_which, given, ofCanteen, day, code, path) => {
  expect(servingTimes(given, ofCanteen, day, now)).toMatchObject({ ok: false, refusals: [{ code, path }] });
});

function at(dayAndTime: string): Date {
  return new Date(`2026-11-${dayAndTime}:00+08:00`);
}

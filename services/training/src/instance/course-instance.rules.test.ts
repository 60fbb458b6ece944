import { describe, expect, test } from 'vitest';
import { CourseInstanceState, instanceState, remainingOf } from './course-instance.rules.ts';

const sitting = {
  capacity: 30,
  seated: 12,
  minimum: 10,
  enrolFrom: new Date('2026-11-01T08:00:00+08:00'),
  cutoffAt: new Date('2026-11-20T18:00:00+08:00'),
  startsAt: new Date('2026-11-23T09:00:00+08:00'),
  endsAt: new Date('2026-11-25T17:00:00+08:00'),
  cancelledAt: null,
};

describe('a sitting', () => {
  test.each([
    ['2026-11-01T07:59:59.999+08:00', CourseInstanceState.PLANNED],
    ['2026-11-01T08:00:00+08:00', CourseInstanceState.OPEN],
    ['2026-11-20T17:59:59.999+08:00', CourseInstanceState.OPEN],
    ['2026-11-20T18:00:00+08:00', CourseInstanceState.CONFIRMED],
    ['2026-11-23T09:00:00+08:00', CourseInstanceState.RUNNING],
    ['2026-11-25T17:00:00+08:00', CourseInstanceState.COMPLETED],
  ])('at %s is %s', (at, state) => {
    expect(instanceState(sitting, new Date(at))).toBe(state);
  });

  test('with one seat too few at the cut-off is cancelled, and stays so', () => {
    const tooFew = { ...sitting, seated: 9 };

    expect(instanceState(tooFew, new Date('2026-11-20T17:59:59+08:00'))).toBe(CourseInstanceState.OPEN);
    expect(instanceState(tooFew, new Date('2026-11-20T18:00:00+08:00'))).toBe(CourseInstanceState.CANCELLED);
    expect(instanceState(tooFew, new Date('2027-01-01T00:00:00+08:00'))).toBe(CourseInstanceState.CANCELLED);
  });

  test('that is called off is cancelled from that instant, whatever its seats', () => {
    const calledOff = { ...sitting, cancelledAt: new Date('2026-11-10T12:00:00+08:00') };

    expect(instanceState(calledOff, new Date('2026-11-10T11:59:59+08:00'))).toBe(CourseInstanceState.OPEN);
    expect(instanceState(calledOff, new Date('2026-11-10T12:00:00+08:00'))).toBe(CourseInstanceState.CANCELLED);
  });

  test('has left what is not taken', () => {
    expect(remainingOf(sitting)).toBe(18);
    expect(remainingOf({ capacity: 30, seated: 30 })).toBe(0);
  });
});

import { describe, expect, test } from 'vitest';
import { addTo, dayOf, stateCouncil, type WorkDays } from '@millgate/kit';
import fc from 'fast-check';
import { ClockDayKind, dueDay, escalationsOf, explainDueDay, startDay, type TimeLimit } from './clock.rules.ts';

const arranged = [2025, 2026].flatMap((year) => stateCouncil.exceptionsOf(year) ?? []);
const calendar: WorkDays = {
  week: [true, true, true, true, true, false, false],
  exceptions: new Map(arranged.map(({ on, working }) => [on, working])),
};
const at = (local: string) => new Date(`${local}+08:00`);
const limit = (acceptedAt: string, limitDays: number, more: Partial<TimeLimit> = {}): TimeLimit => ({
  acceptedAt: at(acceptedAt),
  limitDays,
  extensionDays: 0,
  pauses: [],
  ...more,
});

describe('the clock of a case', () => {
  test.each([
    ['2025-09-26T10:00', 5, '2025-10-10'],
    ['2025-09-30T10:00', 5, '2025-10-14'],
    ['2026-02-13T10:00', 3, '2026-02-25'],
    ['2026-09-30T10:00', 3, '2026-10-10'],
    ['2025-09-29T10:00', 20, '2025-11-03'],
  ])('accepted at %s, %i working days end on %s, at midnight', (acceptedAt, days, dueOn) => {
    const due = dueDay(calendar, limit(acceptedAt, days));

    expect(due.dueOn).toBe(dueOn);
    expect(due.dueAt).toEqual(at(`${addTo(dueOn, { days: 1 })}T00:00`));
  });

  test.each([
    ['during hours, that day', '2026-11-20T16:59', '2026-11-20'],
    ['from the cut-off hour on, the next working day', '2026-11-20T17:00', '2026-11-23'],
    ['at 02:30 on a Sunday, the next working day', '2026-11-22T02:30', '2026-11-23'],
    ['on a Saturday that is worked, that day', '2026-02-14T10:00', '2026-02-14'],
    ['on the eve of a holiday after hours, the first working day after it', '2026-02-14T18:00', '2026-02-24'],
  ])('received %s is the day that is not counted', (_when, received, day) => {
    expect(startDay(calendar, at(received))).toBe(day);
  });

  test('a pause keeps what is left: the day it begins is used, the day it ends is not counted', () => {
    const paused = limit('2026-11-16T10:00', 5, { pauses: [{ from: at('2026-11-18T09:00'), until: null }] });
    expect(dueDay(calendar, paused)).toMatchObject({ dueOn: null, remainingDays: 3 });

    const resumed = limit('2026-11-16T10:00', 5, {
      pauses: [{ from: at('2026-11-18T09:00'), until: at('2026-11-25T09:00') }],
    });
    expect(dueDay(calendar, resumed).dueOn).toBe('2026-11-30');
  });

  test('a pause that ends on the day it began moves nothing', () => {
    const pauses = [{ from: at('2026-11-18T09:00'), until: at('2026-11-18T15:00') }];
    expect(dueDay(calendar, limit('2026-11-16T10:00', 5, { pauses })).dueOn).toBe('2026-11-23');
  });

  test('the owner hears at 80 % of the limit, the community at the breach, the district two working days later', () => {
    const due = dueDay(calendar, limit('2026-11-16T10:00', 10));

    expect(due.dueOn).toBe('2026-11-30');
    expect(escalationsOf(calendar, due)).toEqual({
      remindAt: at('2026-11-27T00:00'),
      breachAt: at('2026-12-01T00:00'),
      districtAt: at('2026-12-03T00:00'),
    });
  });

  test('the arithmetic can be read day by day', () => {
    expect(explainDueDay(calendar, limit('2026-02-13T10:00', 2), '2026-02-13').slice(0, 4)).toEqual([
      { on: '2026-02-13', kind: ClockDayKind.START, used: 0 },
      { on: '2026-02-14', kind: ClockDayKind.COUNTED, used: 1 },
      { on: '2026-02-15', kind: ClockDayKind.OFF, used: 1 },
      { on: '2026-02-16', kind: ClockDayKind.OFF, used: 1 },
    ]);
  });

  const day = fc.integer({ min: 0, max: 600 }).map((days) => addTo('2025-01-02', { days }));
  const pauseLengths = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 20 })), {
    maxLength: 3,
  });

  test('D2: whatever the pauses, the explanation ends on the due day with exactly the limit used', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 30 }), pauseLengths, (on, days, lengths) => {
        let cursor = on;
        const pauses = [];
        for (const [gap, length] of lengths) {
          const from = addTo(cursor, { days: gap });
          const until = addTo(from, { days: length });
          pauses.push({ from: at(`${from}T11:00`), until: at(`${until}T12:00`) });
          cursor = until;
        }
        const asked = limit(`${on}T10:00`, days, { pauses });
        const due = dueDay(calendar, asked);
        // A pause after the limit has run out is none: the case would have been decided or breached.
        fc.pre(due.remainingDays > 0 && pauses.every(({ from }) => dayOf(from) >= due.startsOn));
        const days_ = explainDueDay(calendar, asked, on);
        expect(days_.at(-1)).toMatchObject({ on: due.dueOn, used: days });
      }),
      { numRuns: 300 },
    );
  });
});

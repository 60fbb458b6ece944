import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addTo, type CalendarDay } from '@millgate/kit';
import { lodgingOn, LodgingReasonCode, LodgingStanding } from './lodging-entitlement.rules.ts';

const { EMPLOYED, FREE_LODGING_USED, NOT_IN_FORCE } = LodgingReasonCode;
const { ENTITLED, NOT_ENTITLED, UNDER_WAY } = LodgingStanding;

const stay = { from: '2025-11-30', until: '2026-02-28' };
const job = { from: '2026-01-05', until: null };
const short = (on: CalendarDay, facts: Parameters<typeof lodgingOn>[1]) => {
  const { standing, days, nightsLeft, reasons } = lodgingOn(on, facts);
  return [standing, days?.until ?? null, nightsLeft, reasons.map(({ code, since }) => [code, since])];
};

describe('what is left of free lodging', () => {
  test.each([
    ['of nobody’s stay: three calendar months', '2025-11-30', {}, [ENTITLED, '2026-02-28', 90, []]],
    ['on the first day of a stay', '2025-11-30', { stays: [stay] }, [UNDER_WAY, '2026-02-28', 90, []]],
    ['in its midst', '2026-02-01', { stays: [stay] }, [UNDER_WAY, '2026-02-28', 27, []]],
    ['for its last night', '2026-02-27', { stays: [stay] }, [UNDER_WAY, '2026-02-28', 1, []]],
    [
      'on the day after it',
      '2026-02-28',
      { stays: [stay] },
      [NOT_ENTITLED, null, 0, [[FREE_LODGING_USED, '2025-11-30']]],
    ],
    ['on the day before it, as things stood', '2025-11-29', { stays: [stay] }, [ENTITLED, '2026-02-28', 91, []]],
    ['with a job', '2026-01-05', { jobs: [job] }, [NOT_ENTITLED, null, 0, [[EMPLOYED, '2026-01-05']]]],
    ['on the day before a job', '2026-01-04', { jobs: [job] }, [ENTITLED, '2026-04-04', 90, []]],
    [
      'when a job has ended',
      '2026-03-01',
      { jobs: [{ ...job, until: '2026-03-01' }] },
      [ENTITLED, '2026-06-01', 92, []],
    ],
    [
      'of a stay that a job has cut short, while it lasts',
      '2026-01-10',
      { jobs: [job], stays: [{ ...stay, until: '2026-01-20' }] },
      [UNDER_WAY, '2026-01-20', 10, []],
    ],
    [
      'afterwards, with both reasons',
      '2026-01-20',
      { jobs: [job], stays: [{ ...stay, until: '2026-01-20' }] },
      [
        NOT_ENTITLED,
        null,
        0,
        [
          [EMPLOYED, '2026-01-05'],
          [FREE_LODGING_USED, '2025-11-30'],
        ],
      ],
    ],
    ['before it was given at all', '2018-12-31', {}, [NOT_ENTITLED, null, 0, [[NOT_IN_FORCE, null]]]],
  ])('%s (%s)', (_what, on, facts, expected) => {
    expect(short(on, { jobs: [], stays: [], ...facts })).toEqual(expected);
  });

  test('a reason that rests on a figure says since when it governs; a job rests on none', () => {
    const { reasons } = lodgingOn('2026-03-01', { jobs: [job], stays: [stay] });

    expect(reasons.map(({ code, effectiveFrom }) => [code, effectiveFrom])).toEqual([
      [EMPLOYED, null],
      [FREE_LODGING_USED, '2019-01-01'],
    ]);
  });

  test('whatever she did, there are nights left exactly where there are free days, and reasons exactly where there are none', () => {
    const day = fc.integer({ min: 0, max: 900 }).map((days) => addTo('2025-01-01', { days }));
    const span = fc
      .tuple(day, fc.integer({ min: 1, max: 92 }))
      .map(([from, days]) => ({ from, until: addTo(from, { days }) }));
    const facts = fc.record({ jobs: fc.array(span, { maxLength: 4 }), stays: fc.array(span, { maxLength: 2 }) });
    fc.assert(
      fc.property(day, facts, (on, told) => {
        const { standing, days, nightsLeft, stay: counted, reasons } = lodgingOn(on, told);
        const none = standing === NOT_ENTITLED;
        expect([days === null, nightsLeft === 0, reasons.length > 0]).toEqual([none, none, none]);
        expect(nightsLeft).toBeLessThanOrEqual(92);
        expect(counted !== null).toBe(told.stays.some(({ from }) => from <= on));
      }),
    );
  });
});

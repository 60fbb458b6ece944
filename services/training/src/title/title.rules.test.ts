import { describe, expect, test } from 'vitest';
import {
  Ballot,
  conflictOf,
  decide,
  judge,
  quorumOf,
  RecusalReason,
  RequirementOutcome,
  Schooling,
  tallyOf,
  TitleWaiver,
  yearsOfService,
} from './title.rules.ts';

const demands = {
  schooling: Schooling.JUNIOR_COLLEGE,
  relatedMajor: true,
  yearsOfService: 4,
  evidenceCount: 2,
  greenWaives: [TitleWaiver.EDUCATION, TitleWaiver.MAJOR],
};
const { MET, WAIVED, NOT_MET } = RequirementOutcome;
const outcomes = (shown: Parameters<typeof judge>[1], waivers: TitleWaiver[]) =>
  judge(demands, shown, waivers).map(({ outcome }) => outcome);

describe('the requirements of a title', () => {
  const master = { schooling: Schooling.MIDDLE_SCHOOL, relatedMajor: false, yearsOfService: 16, evidenceCount: 3 };

  test('are judged one by one; what is waived is what was asked to be waived, and shows as waived (T4)', () => {
    expect(outcomes(master, [])).toEqual([NOT_MET, NOT_MET, MET, MET]);
    expect(outcomes(master, [TitleWaiver.EDUCATION])).toEqual([WAIVED, NOT_MET, MET, MET]);
    expect(outcomes(master, [TitleWaiver.EDUCATION, TitleWaiver.MAJOR])).toEqual([WAIVED, WAIVED, MET, MET]);
  });

  test('that are met are not shown as waived', () => {
    const schooled = { ...master, schooling: Schooling.BACHELOR, relatedMajor: true };

    expect(outcomes(schooled, [TitleWaiver.EDUCATION, TitleWaiver.MAJOR])).toEqual([MET, MET, MET, MET]);
  });

  test('never lose years of service or evidence, over every combination of what is shown and waived (T4)', () => {
    const waivers = [[], [TitleWaiver.EDUCATION], [TitleWaiver.MAJOR], [TitleWaiver.EDUCATION, TitleWaiver.MAJOR]];
    let combinations = 0;
    for (const schooling of Object.values(Schooling))
      for (const relatedMajor of [false, true])
        for (const years of [0, 3, 4, 30])
          for (const evidence of [0, 1, 2, 20])
            for (const waived of waivers) {
              const shown = { schooling, relatedMajor, yearsOfService: years, evidenceCount: evidence };
              const [education, major, service, proof] = outcomes(shown, waived);
              combinations += 1;
              expect(service).toBe(years >= 4 ? MET : NOT_MET);
              expect(proof).toBe(evidence >= 2 ? MET : NOT_MET);
              if (education === WAIVED) expect(waived).toContain(TitleWaiver.EDUCATION);
              if (major === WAIVED) expect(waived).toContain(TitleWaiver.MAJOR);
            }
    expect(combinations).toBe(768);
  });
});

describe('years of service', () => {
  test.each([
    ['an anniversary completes its year', [{ from: '2022-11-20', until: null }], '2026-11-20', 4],
    ['the day before does not', [{ from: '2022-11-20', until: null }], '2026-11-18', 3],
    [
      'gaps do not count',
      [
        { from: '2020-01-01', until: '2022-01-01' },
        { from: '2025-01-01', until: null },
      ],
      '2026-01-01',
      3,
    ],
    [
      'two jobs at once count once',
      [
        { from: '2020-01-01', until: null },
        { from: '2021-01-01', until: '2023-01-01' },
      ],
      '2024-01-01',
      4,
    ],
    ['what has not begun does not count', [{ from: '2027-01-01', until: null }], '2026-01-01', 0],
    ['nobody who never worked has any', [], '2026-01-01', 0],
  ])('%s', (_what, jobs, on, years) => {
    expect(yearsOfService(jobs, on)).toBe(years);
  });
});

describe('whether a member may vote on a candidate (T3)', () => {
  const candidate = { workerId: 'wrk_c', employers: new Set(['ent_dingyi']) };
  const member = { personId: 'acc_m', employers: new Set<string>(), declared: null };

  test('nothing keeps a stranger from it', () => {
    expect(conflictOf(member, candidate)).toBeNull();
    expect(conflictOf({ ...member, employers: new Set(['ent_other']) }, candidate)).toBeNull();
  });

  test.each([
    ['her own application', { ...member, personId: 'wrk_c' }, RecusalReason.OWN_APPLICATION],
    ['a common employer', { ...member, employers: new Set(['ent_x', 'ent_dingyi']) }, RecusalReason.SAME_EMPLOYER],
    ['kinship that she declared', { ...member, declared: RecusalReason.KINSHIP }, RecusalReason.KINSHIP],
  ])('%s does', (_what, conflicted, reason) => {
    expect(conflictOf(conflicted, candidate)).toBe(reason);
  });
});

describe('a count', () => {
  const twoThirds = { numerator: 2, denominator: 3 };

  test.each([
    [13, 9],
    [12, 8],
    [9, 6],
    [1, 1],
  ])('of a panel of %d needs %d present where two thirds must be', (size, quorum) => {
    expect(quorumOf(size, twoThirds)).toBe(quorum);
  });

  test.each([
    [8, 8, 'NO_QUORUM'],
    [9, 6, 'PASSED'],
    [9, 5, 'FAILED'],
    [10, 6, 'FAILED'],
    [10, 7, 'PASSED'],
    [12, 8, 'PASSED'],
    [13, 8, 'FAILED'],
  ])('of %d present and %d agreeing is %s', (present, agreed, outcome) => {
    expect(decide({ present, agreed }, 9, twoThirds)).toBe(outcome);
  });

  test('takes whoever abstains as present and not agreeing', () => {
    expect(tallyOf([Ballot.FOR, Ballot.ABSTAIN, Ballot.AGAINST, Ballot.FOR])).toEqual({ present: 4, agreed: 2 });
  });
});

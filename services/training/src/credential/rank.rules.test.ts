import { describe, expect, test } from 'vitest';
import { highestRankOn, levelOf, rankOf, rankOfTitle, SkillLevel, TitleGrade } from './rank.rules.ts';

describe('the rank of a skill level', () => {
  test('rises from the apprentice to the chief technician, while the numbers of the levels fall', () => {
    const upwards = [
      SkillLevel.APPRENTICE,
      SkillLevel.LEVEL_5,
      SkillLevel.LEVEL_4,
      SkillLevel.LEVEL_3,
      SkillLevel.LEVEL_2,
      SkillLevel.LEVEL_1,
      SkillLevel.SPECIAL_TECHNICIAN,
      SkillLevel.CHIEF_TECHNICIAN,
    ];

    expect(upwards.map(rankOf)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect([0, 1, 2, 3, 4, 5, 6, 7].map(levelOf)).toEqual(upwards);
  });

  test.each([
    [SkillLevel.APPRENTICE, false],
    [SkillLevel.LEVEL_5, false],
    [SkillLevel.LEVEL_4, false],
    [SkillLevel.LEVEL_3, true],
    [SkillLevel.LEVEL_2, true],
    [SkillLevel.LEVEL_1, true],
    [SkillLevel.SPECIAL_TECHNICIAN, true],
    [SkillLevel.CHIEF_TECHNICIAN, true],
  ])('%s is level 3 or above: %s', (level, expected) => {
    expect(rankOf(level) >= rankOf(SkillLevel.LEVEL_3)).toBe(expected);
  });

  test.each([-1, 8, 2.5])('there is no rank %d', (rank) => {
    expect(() => levelOf(rank)).toThrow(RangeError);
  });
});

test('titles stand on the ladder where the level stands whose holders may apply for them', () => {
  expect(Object.values(TitleGrade).map(rankOfTitle)).toEqual([2, 3, 4, 5, 6]);
  expect(rankOfTitle(TitleGrade.ASSISTANT)).toBe(rankOf(SkillLevel.LEVEL_3));
  expect(rankOfTitle(TitleGrade.ASSOCIATE_SENIOR)).toBe(rankOf(SkillLevel.LEVEL_1));
});

describe('the highest rank on a day', () => {
  const credential = (rank: number | null, from: string, until: string | null = null) => ({ rank, from, until });

  test('is the highest of those that count on it', () => {
    const held = [credential(4, '2020-01-01'), credential(5, '2022-01-01'), credential(2, '2018-01-01')];

    expect(highestRankOn(held, '2021-12-31')).toBe(4);
    expect(highestRankOn(held, '2022-01-01')).toBe(5);
  });

  test('counts a credential from its first day to the day before its last', () => {
    const held = [credential(3, '2020-05-01', '2025-03-01')];

    expect(highestRankOn(held, '2020-04-30')).toBeNull();
    expect(highestRankOn(held, '2020-05-01')).toBe(3);
    expect(highestRankOn(held, '2025-02-28')).toBe(3);
    expect(highestRankOn(held, '2025-03-01')).toBeNull();
  });

  test('is 0 for an apprentice and nothing for a holder of diplomas alone', () => {
    expect(highestRankOn([credential(0, '2020-01-01')], '2021-01-01')).toBe(0);
    expect(highestRankOn([credential(null, '2020-01-01')], '2021-01-01')).toBeNull();
    expect(highestRankOn([], '2021-01-01')).toBeNull();
  });
});

import type { CalendarDay } from '@millgate/kit';

/**
 * Vocational skill levels. Their numbers run backwards (level 1 is above level 5) and two have none: nothing may compare
 * levels but by `rankOf`.
 */
export enum SkillLevel {
  APPRENTICE = 'APPRENTICE',
  LEVEL_5 = 'LEVEL_5',
  LEVEL_4 = 'LEVEL_4',
  LEVEL_3 = 'LEVEL_3',
  LEVEL_2 = 'LEVEL_2',
  LEVEL_1 = 'LEVEL_1',
  SPECIAL_TECHNICIAN = 'SPECIAL_TECHNICIAN',
  CHIEF_TECHNICIAN = 'CHIEF_TECHNICIAN',
}

/** Grades of professional titles. */
export enum TitleGrade {
  TECHNICIAN = 'TECHNICIAN',
  ASSISTANT = 'ASSISTANT',
  INTERMEDIATE = 'INTERMEDIATE',
  ASSOCIATE_SENIOR = 'ASSOCIATE_SENIOR',
  SENIOR = 'SENIOR',
}

const levelsUpwards = [
  SkillLevel.APPRENTICE,
  SkillLevel.LEVEL_5,
  SkillLevel.LEVEL_4,
  SkillLevel.LEVEL_3,
  SkillLevel.LEVEL_2,
  SkillLevel.LEVEL_1,
  SkillLevel.SPECIAL_TECHNICIAN,
  SkillLevel.CHIEF_TECHNICIAN,
];

/** 0 for an apprentice to 7 for a chief technician: the higher, the more skilled. */
export const rankOf = (level: SkillLevel): number => levelsUpwards.indexOf(level);

export const levelOf = (rank: number): SkillLevel => {
  const level = levelsUpwards[rank];
  if (level === undefined) throw new RangeError('A rank of skill is 0 to 7.');
  return level;
};

const ranksOfGrades: Readonly<Record<TitleGrade, number>> = {
  TECHNICIAN: 2,
  ASSISTANT: 3,
  INTERMEDIATE: 4,
  ASSOCIATE_SENIOR: 5,
  SENIOR: 6,
};

/**
 * Titles stand on the same ladder as skill levels, by the correspondence that lets holders of one apply for the other:
 * level 3 with assistant, level 2 with intermediate, level 1 with associate senior.
 */
export const rankOfTitle = (grade: TitleGrade): number => ranksOfGrades[grade];

/** A credential's place on the ladder, and the days on which it counts. */
export interface Ranked {
  readonly rank: number | null;
  readonly from: CalendarDay;
  readonly until: CalendarDay | null;
}

/** The highest rank held on a day; null for whoever holds none. */
export function highestRankOn(credentials: readonly Ranked[], day: CalendarDay): number | null {
  const held = credentials.filter(({ rank, from, until }) => rank !== null && from <= day && (!until || day < until));
  return held.reduce<number | null>((best, { rank }) => (best === null || (rank ?? -1) > best ? rank : best), null);
}

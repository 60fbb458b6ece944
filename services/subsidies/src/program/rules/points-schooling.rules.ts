import type { CalendarDay } from '@millgate/kit';
import type { ProgramRules } from '../../assessment/assessment.rules.ts';
import { type Check, judge } from '../../assessment/judge.rules.ts';
import { type FactBundle, onPaper } from '../../facts/facts.rules.ts';

/** Applications after this month are for the next year's school. */
const lastMonth = 8;

const roundOf = (on: CalendarDay): number => Number(on.slice(0, 4)) + (Number(on.slice(5, 7)) > lastMonth ? 1 : 0);

/**
 * A place in a public school by points. Officers count points, and the child's age, from papers; places of a year go by
 * rank. A worker claims once for each child and year.
 */
export const pointsSchooling: ProgramRules = {
  code: 'POINTS_SCHOOLING',
  version: '2',
  facts: [],
  contest: {
    places: 'places',
    score: 'schoolPoints',
    rank: 'rank',
    roundOf,
  },
  assess: (input) =>
    judge({
      rules: pointsSchooling,
      input,
      triggerOn: input.on,
      subject: { key: input.subjectId ? `child:${input.subjectId}:${roundOf(input.on)}` : '' },
      grants: { parameter: 'places', cash: false },
      checks: [childOfSchoolAge(input.facts), enoughPoints(input.facts), withinPlaces(input.facts)],
    }),
};

const atLeast = (found: number | null) => (value: number) => (found === null ? null : found >= value);

const childOfSchoolAge = (facts: FactBundle): Check => ({
  rule: 'CHILD_OF_SCHOOL_AGE',
  fact: { name: 'childAge', owner: 'subsidies' },
  parameter: 'childAgeMin',
  met: atLeast(onPaper(facts, 'childAge')),
  requires: (value) => ({
    zh: `入学当年 8 月 31 日前年满 ${value} 周岁；由工作人员核对户口簿或出生证明。`,
    en: `A child of ${value} or older by 31 August of the year; an officer reads it from papers.`,
  }),
});

const enoughPoints = (facts: FactBundle): Check => ({
  rule: 'POINTS_MIN',
  fact: { name: 'schoolPoints', owner: 'subsidies' },
  parameter: 'pointsMin',
  met: atLeast(onPaper(facts, 'schoolPoints')),
  requires: (value) => ({
    zh: `积分不低于 ${value} 分；由工作人员核定。`,
    en: `At least ${value} points, as an officer counts them.`,
  }),
});

const withinPlaces = (facts: FactBundle): Check => ({
  rule: 'WITHIN_PLACES',
  fact: { name: 'rank', owner: 'subsidies' },
  parameter: 'places',
  met: (value) => {
    const rank = onPaper(facts, 'rank');
    return rank === null ? null : rank <= value;
  },
  requires: (value) => ({
    zh: `按积分排名在前 ${value} 名以内。`,
    en: `Among the first ${value} by points.`,
  }),
});

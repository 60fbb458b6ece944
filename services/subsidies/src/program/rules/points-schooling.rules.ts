import { ageOn, type CalendarDay } from '@millgate/kit';
import { type Assessment, bestOf, type ProgramRules, type RuleInput } from '../../assessment/assessment.rules.ts';
import { type Check, judge } from '../../assessment/judge.rules.ts';
import { type DayFact, type FactBundle, heldOn, knownPart, onPaper } from '../../facts/facts.rules.ts';

/** Applications after this month are for the next year's school. */
const lastMonth = 8;

const roundOf = (on: CalendarDay): number => Number(on.slice(0, 4)) + (Number(on.slice(5, 7)) > lastMonth ? 1 : 0);

/**
 * A place in a public school by points. Officers count points from papers; places of a year go by rank. A worker claims
 * once for each child and year, and says for which, if she has several.
 */
export const pointsSchooling: ProgramRules = {
  code: 'POINTS_SCHOOLING',
  version: '2',
  facts: ['childBirthFacts'],
  contest: { places: 'places', score: 'schoolPoints', rank: 'rank', roundOf },
  assess(input) {
    const { known, complete } = knownPart(input.facts.childBirthFacts);
    const children = known
      .filter((child) => heldOn(child, input.on) && (!input.subjectId || idOf(child) === input.subjectId))
      .map((child) => assessChild(input, child, complete));
    const [first, ...others] = children;
    if (!first) return assessChild(input, null, complete);
    return complete ? bestOf(first, ...others) : bestOf(first, ...others, assessChild(input, null, complete));
  },
};

/** The child a fact is about: its version is `<id>@<revision>`. */
const idOf = ({ version }: DayFact): string => version.split('@')[0] ?? '';

function assessChild(input: RuleInput, child: DayFact | null, complete: boolean): Assessment {
  return judge({
    rules: pointsSchooling,
    input,
    triggerOn: input.on,
    subject: { key: child ? `child:${idOf(child)}:${roundOf(input.on)}` : '' },
    grants: { parameter: 'places', cash: false },
    checks: [ofSchoolAge(input, child, complete), enoughPoints(input.facts), withinPlaces(input.facts)],
  });
}

const ofSchoolAge = (input: RuleInput, child: DayFact | null, complete: boolean): Check => ({
  rule: 'CHILD_OF_SCHOOL_AGE',
  fact: 'childBirthFacts',
  parameter: 'childAgeMin',
  met: (value) => {
    if (!child) return complete ? false : null;
    return child.value === null ? null : ageOn(child.value, `${roundOf(input.on)}-08-31`) >= value;
  },
  requires: (value) => ({
    zh: `子女于入学当年 8 月 31 日前年满 ${value} 周岁。`,
    en: `A child who is ${value} or older on 31 August of the year in which school begins.`,
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

const atLeast = (found: number | null) => (value: number) => (found === null ? null : found >= value);

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

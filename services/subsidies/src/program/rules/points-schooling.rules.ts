import type { ProgramRules } from '../../assessment/assessment.rules.ts';
import { type Check, judge } from '../../assessment/judge.rules.ts';

/**
 * A place in a public school by points. Neither the children of a worker nor the points are published by anybody yet:
 * every answer is that these facts are needed, and a claim waits for the office that keeps them.
 */
export const pointsSchooling: ProgramRules = {
  code: 'POINTS_SCHOOLING',
  version: '1',
  facts: [],
  assess: (input) =>
    judge({
      rules: pointsSchooling,
      input,
      triggerOn: input.on,
      grants: { parameter: 'places', cash: false },
      checks: [childOfSchoolAge, enoughPoints],
    }),
};

const childOfSchoolAge: Check = {
  rule: 'CHILD_OF_SCHOOL_AGE',
  fact: { name: 'dependants', owner: 'community' },
  parameter: 'childAgeMin',
  met: () => null,
  requires: (value) => ({
    zh: `有年满 ${value} 周岁的适龄子女；子女信息尚未接入，请向社区提供。`,
    en: `A child of ${value} or older; children are not in the registry yet, the community takes the papers.`,
  }),
};

const enoughPoints: Check = {
  rule: 'POINTS_MIN',
  fact: { name: 'schoolPoints', owner: 'subsidies' },
  parameter: 'pointsMin',
  met: () => null,
  requires: (value) => ({
    zh: `积分不低于 ${value} 分；积分核定尚未接入，由工作人员核对。`,
    en: `At least ${value} points; points are not counted here yet, an officer checks them.`,
  }),
};

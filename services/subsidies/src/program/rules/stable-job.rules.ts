import { addTo } from '@millgate/kit';
import { type Assessment, bestOf, type ProgramRules, type RuleInput } from '../../assessment/assessment.rules.ts';
import { judge } from '../../assessment/judge.rules.ts';
import { type DayFact, knownPart } from '../../facts/facts.rules.ts';
import { ageKnownOn, claimedAtMost } from './shared-checks.rules.ts';

/** Money for staying: a main job that has lasted, begun while young. */
export const stableJob: ProgramRules = {
  code: 'STABLE_JOB',
  version: '1',
  facts: ['birthDateFact', 'mainJobFacts'],
  assess(input) {
    const { known, complete } = knownPart(input.facts.mainJobFacts);
    const begun = known
      .filter(({ value }) => value !== null && value <= input.on)
      .toSorted((a, b) => ((a.value ?? '') < (b.value ?? '') ? -1 : 1))
      .map((job) => assessJob(input, job, complete));
    const [first, ...others] = begun;
    if (!first) return assessJob(input, null, complete);
    return complete ? bestOf(first, ...others) : bestOf(first, ...others, assessJob(input, null, complete));
  },
};

/** Whether a job was held for so many months by a day; one that ended keeps what it had reached. */
function hasLasted({ value, until }: DayFact, months: number, { on }: RuleInput): boolean {
  if (value === null) return false;
  const reached = addTo(value, { months });
  return reached <= on && (until === null || reached <= until);
}

function assessJob(input: RuleInput, job: DayFact | null, complete: boolean): Assessment {
  const triggerOn = job?.value ?? input.on;
  const age = ageKnownOn(input, job || complete ? triggerOn : null);
  return judge({
    rules: stableJob,
    input,
    triggerOn,
    triggerKnown: job !== null || complete,
    grants: { parameter: 'amount', cash: true },
    checks: [
      {
        rule: 'JOB_LASTED',
        fact: 'mainJobFacts',
        parameter: 'monthsMin',
        met: (value) => (job ? hasLasted(job, value, input) : complete ? value <= 0 : null),
        requires: (value) => ({
          zh: `在同一单位连续工作满 ${value} 个月。`,
          en: `The same main job for at least ${value} months.`,
        }),
      },
      {
        rule: 'AGE_MAX',
        fact: 'birthDateFact',
        parameter: 'ageMax',
        met: (value) => (age === null ? null : age <= value),
        requires: (value) => ({
          zh: `入职当日不超过 ${value} 周岁。`,
          en: `At most ${value} on the first day of the job.`,
        }),
      },
      claimedAtMost(input, ''),
    ],
  });
}

import type { CalendarDay } from '@millgate/kit';
import { type Assessment, bestOf, type ProgramRules, type RuleInput } from '../../assessment/assessment.rules.ts';
import { judge } from '../../assessment/judge.rules.ts';
import { type HomeFact, knownPart } from '../../facts/facts.rules.ts';
import { ageKnownOn, claimedAtMost } from './shared-checks.rules.ts';

/** Money towards a youth apartment, for whoever was of the age on the day of the contract. */
export const youthHomePurchase: ProgramRules = {
  code: 'YOUTH_HOME_PURCHASE',
  version: '1',
  facts: ['birthDateFact', 'homePurchaseFacts'],
  opensOn: ['HomePurchased'],
  assess(input) {
    const { known, complete } = knownPart(input.facts.homePurchaseFacts);
    const contracted = known
      .filter((home) => stands(home, input.on))
      .toSorted((a, b) => ((a.contractedOn ?? '') < (b.contractedOn ?? '') ? -1 : 1))
      .map((home) => assessHome(input, home, complete));
    const [first, ...others] = contracted;
    if (!first) return assessHome(input, null, complete);
    return complete ? bestOf(first, ...others) : bestOf(first, ...others, assessHome(input, null, complete));
  },
};

/** Contracted by the day, and not rescinded by it. */
export const stands = ({ contractedOn, rescindedOn }: HomeFact, on: CalendarDay): boolean =>
  contractedOn !== null && contractedOn <= on && (rescindedOn === null || on < rescindedOn);

function assessHome(input: RuleInput, home: HomeFact | null, complete: boolean): Assessment {
  const triggerOn = home?.contractedOn ?? input.on;
  // Without a contract the question is whether she would be of the age today; with one that we cannot see, it is open.
  const age = ageKnownOn(input, home || complete ? triggerOn : null);
  return judge({
    rules: youthHomePurchase,
    input,
    triggerOn,
    triggerKnown: home !== null || complete,
    subject: { homePurchaseId: home?.purchaseId ?? null },
    grants: { parameter: 'amount', cash: true },
    checks: [
      {
        rule: 'HOME_CONTRACTED',
        fact: 'homePurchaseFacts',
        parameter: 'homesMin',
        met: (value) => (home ? 1 >= value : complete ? 0 >= value : null),
        requires: (value) => ({
          zh: `凭购房码签约购买青年公寓至少 ${value} 套，且合同未解除。`,
          en: `A youth apartment bought by purchase code: at least ${value} contract that stands.`,
        }),
      },
      {
        rule: 'AGE_MIN',
        fact: 'birthDateFact',
        parameter: 'ageMin',
        met: (value) => (age === null ? null : age >= value),
        requires: (value) => ({ zh: `签约当日年满 ${value} 周岁。`, en: `At least ${value} on the contract day.` }),
      },
      {
        rule: 'AGE_MAX',
        fact: 'birthDateFact',
        parameter: 'ageMax',
        met: (value) => (age === null ? null : age <= value),
        requires: (value) => ({
          zh: `签约当日不超过 ${value} 周岁（至 ${value + 1} 周岁生日前一日）。`,
          en: `At most ${value} on the contract day, that is until the day before turning ${value + 1}.`,
        }),
      },
      claimedAtMost(input, ''),
    ],
  });
}

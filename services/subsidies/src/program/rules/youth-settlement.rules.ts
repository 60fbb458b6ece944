import type { CalendarDay } from '@millgate/kit';
import { type Assessment, bestOf, type ProgramRules, type RuleInput } from '../../assessment/assessment.rules.ts';
import { judge } from '../../assessment/judge.rules.ts';
import { heldOn, type HomeFact, knownPart } from '../../facts/facts.rules.ts';
import { claimedAtMost } from './shared-checks.rules.ts';
import { stands } from './youth-home-purchase.rules.ts';

/** Money for moving in for good: the youth apartment is handed over, and the household registered here. */
export const youthSettlement: ProgramRules = {
  code: 'YOUTH_SETTLEMENT',
  version: '1',
  facts: ['homePurchaseFacts', 'settledOnFact'],
  opensOn: ['HomeDelivered', 'WorkerSettled'],
  assess(input) {
    const { known, complete } = knownPart(input.facts.homePurchaseFacts);
    const delivered = known
      .filter((home) => stands(home, input.on) && home.deliveredOn !== null && home.deliveredOn <= input.on)
      .toSorted((a, b) => ((a.deliveredOn ?? '') < (b.deliveredOn ?? '') ? -1 : 1))
      .map((home) => assessHome(input, home, complete));
    const [first, ...others] = delivered;
    if (!first) return assessHome(input, null, complete);
    return complete ? bestOf(first, ...others) : bestOf(first, ...others, assessHome(input, null, complete));
  },
};

/** The day of settlement if it had come by the day asked about; undefined where it is not stated. */
function settledBy({ facts, on }: RuleInput): CalendarDay | null | undefined {
  const fact = facts.settledOnFact;
  if (fact?.status !== 'KNOWN') return undefined;
  return fact.value !== null && fact.value <= on && heldOn(fact, on) ? fact.value : null;
}

function assessHome(input: RuleInput, home: HomeFact | null, complete: boolean): Assessment {
  const settledOn = settledBy(input);
  const deliveredOn = home?.deliveredOn ?? null;
  // Both must have come about: the later of the two is the day on which the money falls due.
  const triggerOn = deliveredOn && settledOn ? later(deliveredOn, settledOn) : input.on;
  return judge({
    rules: youthSettlement,
    input,
    triggerOn,
    triggerKnown: (home !== null || complete) && settledOn !== undefined,
    subject: { homePurchaseId: home?.purchaseId ?? null },
    grants: { parameter: 'amount', cash: true },
    checks: [
      {
        rule: 'HOME_DELIVERED',
        fact: 'homePurchaseFacts',
        parameter: 'homesMin',
        met: (value) => (home ? 1 >= value : complete ? 0 >= value : null),
        requires: (value) => ({
          zh: `已交付入住的青年公寓至少 ${value} 套。`,
          en: `A youth apartment that was handed over: at least ${value}.`,
        }),
      },
      {
        rule: 'SETTLED',
        fact: 'settledOnFact',
        parameter: 'registrationsMin',
        met: (value) => (settledOn === undefined ? null : (settledOn === null ? 0 : 1) >= value),
        requires: () => ({ zh: '户口已迁入本地。', en: 'The household is registered here.' }),
      },
      claimedAtMost(input, ''),
    ],
  });
}

const later = (a: CalendarDay, b: CalendarDay): CalendarDay => (a > b ? a : b);

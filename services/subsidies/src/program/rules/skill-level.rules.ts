import { type Assessment, bestOf, type ProgramRules, type RuleInput } from '../../assessment/assessment.rules.ts';
import { judge } from '../../assessment/judge.rules.ts';
import { heldOn, knownPart, type RankFact } from '../../facts/facts.rules.ts';
import { claimedAtMost } from './shared-checks.rules.ts';

/**
 * Money for reaching level 3 or above, once for each level. Levels count downwards (level 3 is above level 4), so that
 * only ranks are compared: 3 is level 3, 5 is level 1, 7 is chief technician.
 */
export const skillLevel: ProgramRules = {
  code: 'SKILL_LEVEL',
  version: '1',
  facts: ['skillRankFacts'],
  assess(input) {
    const { known, complete } = knownPart(input.facts.skillRankFacts);
    const held = known
      .filter((fact) => fact.value !== null && heldOn(fact, input.on))
      .toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0) || ((a.from ?? '') < (b.from ?? '') ? -1 : 1))
      .map((fact) => assessRank(input, fact, complete));
    const [first, ...others] = held;
    if (!first) return assessRank(input, null, complete);
    return complete ? bestOf(first, ...others) : bestOf(first, ...others, assessRank(input, null, complete));
  },
};

function assessRank(input: RuleInput, fact: RankFact | null, complete: boolean): Assessment {
  const rank = fact?.value ?? null;
  const subjectKey = rank === null ? '' : `rank:${rank}`;
  return judge({
    rules: skillLevel,
    input,
    triggerOn: fact?.from ?? input.on,
    triggerKnown: fact !== null || complete,
    subject: { key: subjectKey, credentialId: fact ? credentialOf(fact) : null },
    grants: { parameter: 'amount', cash: true },
    checks: [
      {
        rule: 'SKILL_RANK',
        fact: 'skillRankFacts',
        parameter: 'rankMin',
        met: (value) => (fact ? (rank ?? 0) >= value : complete ? false : null),
        requires: (value) => ({
          zh: `持有有效的技能等级证书或职称，位次不低于 ${value}（3 为三级/高级工）。`,
          en: `A certificate or title that is valid on the day, of rank ${value} or above (3 is level 3).`,
        }),
      },
      claimedAtMost(input, subjectKey),
    ],
  });
}

/** The record a fact was read from: `training:Credential`, and as version `<id>@<revision>`. */
const credentialOf = ({ source, version }: RankFact): string | null =>
  source === 'training:Credential' ? (version.split('@')[0] ?? null) : null;

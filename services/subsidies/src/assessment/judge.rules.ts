import { addTo, type CalendarDay } from '@millgate/kit';
import {
  type FactBundle,
  factOwners,
  MissingReason,
  missingReason,
  onPaper,
  type PublishedFactName,
} from '../facts/facts.rules.ts';
import { type Bilingual, type DatedValue, firstOf, inForceOn } from '../program/parameters.rules.ts';
import {
  type Assessment,
  AssessmentOutcome,
  type MissingFactLine,
  type ProgramRules,
  type RuleInput,
  RuleOutcome,
  type Subject,
  type TraceLine,
} from './assessment.rules.ts';

/** The fact behind a rule: one that its owner publishes, our own, one that nobody publishes yet, or one derived of others. */
export type FactSource =
  PublishedFactName | 'earlierClaims' | { readonly name: string; readonly owner: string; readonly derived?: true };

/** One rule: a fact held against a parameter. */
export interface Check {
  readonly rule: string;
  readonly fact: FactSource;
  readonly parameter: string;
  /** Whether the fact meets the parameter's value; null where that cannot be known. */
  readonly met: (value: number) => boolean | null;
  readonly requires: (value: number) => Bilingual;
}

export interface Judgement {
  readonly rules: Pick<ProgramRules, 'code' | 'version'>;
  readonly input: RuleInput;
  /** The day that what is claimed for came about: parameters are read as of it, whenever the claim is made (S4). */
  readonly triggerOn: CalendarDay;
  /** False where that day is not known, and `triggerOn` is the day the question is about. */
  readonly triggerKnown?: boolean;
  readonly subject?: Partial<Subject>;
  /** The parameter that says how much is given; `cash` when that is in fen, and paid. */
  readonly grants: { readonly parameter: string; readonly cash: boolean };
  readonly checks: readonly Check[];
}

/**
 * Every rule is tried, so that a person reads all her reasons at once. One that fails decides, whatever else is not
 * known; without one, anything not known means that more facts are needed (S5).
 */
export function judge(judgement: Judgement): Assessment {
  const { rules, input, triggerOn, subject, grants } = judgement;
  const checks = [...judgement.checks, ...claimWindow(judgement)];
  const tried = checks.map((check) => lineOf(check, inForceOn(input.parameters, check.parameter, triggerOn)));
  const trace = [inForce(judgement), ...tried];
  const outcome = outcomeOf(trace);
  const granted = outcome === AssessmentOutcome.ELIGIBLE && grants.cash;
  const undecided = checks.filter((_check, at) => tried[at]?.outcome === RuleOutcome.UNKNOWN);
  return {
    programCode: rules.code,
    workerId: input.workerId,
    rulesVersion: rules.version,
    on: input.on,
    triggerOn,
    outcome,
    amountFen: granted ? (inForceOn(input.parameters, grants.parameter, triggerOn)?.value ?? null) : null,
    subject: { key: '', homePurchaseId: null, credentialId: null, ...subject },
    trace,
    missingFacts: missingFor(undecided, input.facts),
  };
}

function outcomeOf(trace: readonly TraceLine[]): AssessmentOutcome {
  const outcomes = new Set(trace.map(({ outcome }) => outcome));
  if (outcomes.has(RuleOutcome.FAILED)) return AssessmentOutcome.NOT_ELIGIBLE;
  return outcomes.has(RuleOutcome.UNKNOWN) ? AssessmentOutcome.NEED_MORE_FACTS : AssessmentOutcome.ELIGIBLE;
}

/** How long after the trigger day it can be claimed: asked of programmes whose data set a number of months, and no others. */
function claimWindow({ input, triggerOn, triggerKnown = true }: Judgement): Check[] {
  if (inForceOn(input.parameters, 'claimMonths', triggerOn) === null) return [];
  return [
    {
      rule: 'CLAIM_WINDOW',
      fact: { name: 'triggerOn', owner: 'subsidies', derived: true },
      parameter: 'claimMonths',
      met: (months) => (triggerKnown ? input.on <= addTo(triggerOn, { months }) : null),
      requires: (months) => ({
        zh: `自符合条件之日起 ${months} 个月内申领。`,
        en: `Claimed within ${months} months of the day on which it came about.`,
      }),
    },
  ];
}

/** Whether the programme gave anything on the trigger day: before its first day, or after its last, it did not. */
function inForce({ input, grants, triggerOn, triggerKnown = true }: Judgement): TraceLine {
  const given = inForceOn(input.parameters, grants.parameter, triggerOn);
  const governs = given !== null && given.value !== null;
  // A programme that has ended may still owe for a day that we do not know.
  const mayHaveGoverned = !triggerKnown && given !== null;
  const named = given ?? firstOf(input.parameters, grants.parameter);
  return {
    rule: 'IN_FORCE',
    outcome: governs ? RuleOutcome.PASSED : mayHaveGoverned ? RuleOutcome.UNKNOWN : RuleOutcome.FAILED,
    requirement: { zh: '政策在当日有效。', en: 'The programme is in force on the day.' },
    factName: null,
    factOwner: null,
    ...parameterPart(grants.parameter, named),
  };
}

function lineOf(check: Check, parameter: DatedValue | null): TraceLine {
  const value = parameter?.value ?? null;
  return {
    rule: check.rule,
    // A limit that was lifted, or not set yet, asks nothing of anybody.
    outcome: value === null ? RuleOutcome.WAIVED : threeValued(check.met(value)),
    requirement: value === null ? { zh: '当日无此项要求。', en: 'Not asked on the day.' } : check.requires(value),
    factName: nameOf(check.fact),
    factOwner: ownerOf(check.fact),
    ...parameterPart(check.parameter, parameter),
  };
}

const threeValued = (met: boolean | null): RuleOutcome =>
  met === null ? RuleOutcome.UNKNOWN : met ? RuleOutcome.PASSED : RuleOutcome.FAILED;

const parameterPart = (parameter: string, dated: DatedValue | null) => ({
  parameter,
  value: dated?.value ?? null,
  effectiveFrom: dated?.from ?? null,
  reference: dated?.reference ?? null,
});

const nameOf = (fact: FactSource): string => (typeof fact === 'string' ? fact : fact.name);

function ownerOf(fact: FactSource): string {
  if (typeof fact !== 'string') return fact.owner;
  return fact === 'earlierClaims' ? 'subsidies' : factOwners[fact];
}

/** Each fact that kept a rule from being decided, once, with the reason that its owner's answer gives. */
function missingFor(undecided: readonly Check[], facts: FactBundle): MissingFactLine[] {
  const missing = new Map<string, MissingFactLine>();
  for (const { fact } of undecided) {
    const reason = reasonOf(fact, facts);
    if (reason) missing.set(nameOf(fact), { name: nameOf(fact), owner: ownerOf(fact), reason });
  }
  return [...missing.values()];
}

function reasonOf(fact: FactSource, facts: FactBundle): MissingReason | null {
  // What we derive ourselves is missing only with what it is derived from.
  if (typeof fact !== 'string' && fact.derived) return null;
  if (typeof fact !== 'string') return onPaper(facts, fact.name) === null ? MissingReason.NOT_PUBLISHED : null;
  return fact === 'earlierClaims' ? null : missingReason(facts, fact);
}

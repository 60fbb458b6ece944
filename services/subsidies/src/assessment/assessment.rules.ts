import type { CalendarDay } from '@millgate/kit';
import type { FactBundle, MissingReason, PublishedFactName } from '../facts/facts.rules.ts';
import type { Bilingual, ParameterSet } from '../program/parameters.rules.ts';

export enum AssessmentOutcome {
  ELIGIBLE = 'ELIGIBLE',
  NOT_ELIGIBLE = 'NOT_ELIGIBLE',
  NEED_MORE_FACTS = 'NEED_MORE_FACTS',
}

export enum RuleOutcome {
  PASSED = 'PASSED',
  FAILED = 'FAILED',
  UNKNOWN = 'UNKNOWN',
  WAIVED = 'WAIVED',
}

/** One rule of a decision, with all it was decided by. */
export interface TraceLine {
  readonly rule: string;
  readonly outcome: RuleOutcome;
  readonly requirement: Bilingual;
  readonly factName: string | null;
  readonly factOwner: string | null;
  readonly parameter: string;
  readonly value: number | null;
  readonly effectiveFrom: CalendarDay | null;
  readonly reference: Bilingual | null;
}

export interface MissingFactLine {
  readonly name: string;
  readonly owner: string;
  readonly reason: MissingReason;
}

/** What a claim is about, besides the person. `key` is empty where a person may claim only once. */
export interface Subject {
  readonly key: string;
  readonly homePurchaseId: string | null;
  readonly credentialId: string | null;
}

/** A decision with its reasons; stored with a claim as it stands. */
export interface Assessment {
  readonly programCode: string;
  readonly workerId: string;
  readonly rulesVersion: string;
  readonly on: CalendarDay;
  readonly triggerOn: CalendarDay;
  readonly outcome: AssessmentOutcome;
  readonly amountFen: number | null;
  readonly subject: Subject;
  readonly trace: readonly TraceLine[];
  readonly missingFacts: readonly MissingFactLine[];
}

/** What a programme's rules are given. No clock, no database, no graph. */
export interface RuleInput {
  readonly workerId: string;
  readonly facts: FactBundle;
  readonly parameters: ParameterSet;
  /** The day the question is about. */
  readonly on: CalendarDay;
}

/** A programme's rules: the one file that a new programme adds to its data. */
export interface ProgramRules {
  readonly code: string;
  /** Changes whenever the same facts could be decided otherwise; stored with each decision. */
  readonly version: string;
  /** The published facts it reads; no others are asked for when a claim is decided. */
  readonly facts: readonly PublishedFactName[];
  readonly assess: (input: RuleInput) => Assessment;
}

const preference = [AssessmentOutcome.ELIGIBLE, AssessmentOutcome.NEED_MORE_FACTS, AssessmentOutcome.NOT_ELIGIBLE];

/** Of several things a person could claim for, the one that serves her best; the first of equals. */
export const bestOf = (first: Assessment, ...others: readonly Assessment[]): Assessment =>
  others.reduce(
    (best, next) => (preference.indexOf(next.outcome) < preference.indexOf(best.outcome) ? next : best),
    first,
  );

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
  /** Which of several things the claim is about, where the claimant has to say so; else null. */
  readonly subjectId?: string | null;
}

/** Where not everybody who is eligible can be served: places of a round go by rank. */
export interface Contest {
  /** The parameter that says how many places a round has. */
  readonly places: string;
  /** The recorded fact by which claims are ranked, the highest first. */
  readonly score: string;
  /** The fact that ranking makes, by which the rules then decide. */
  readonly rank: string;
  /** The round that a claim takes part in, such as the year in which school begins. */
  readonly roundOf: (on: CalendarDay) => number;
}

/** A programme's rules: the one file that a new programme adds to its data. */
export interface ProgramRules {
  readonly code: string;
  /** Changes whenever the same facts could be decided otherwise; stored with each decision. */
  readonly version: string;
  /** The published facts it reads; no others are asked for when a claim is decided. */
  readonly facts: readonly PublishedFactName[];
  readonly assess: (input: RuleInput) => Assessment;
  readonly contest?: Contest;
  /** Events of others that open a claim for the worker they are about, without her asking. */
  readonly opensOn?: readonly string[];
}

const preference = [AssessmentOutcome.ELIGIBLE, AssessmentOutcome.NEED_MORE_FACTS, AssessmentOutcome.NOT_ELIGIBLE];

/** Of several things a person could claim for, the one that serves her best; the first of equals. */
export const bestOf = (first: Assessment, ...others: readonly Assessment[]): Assessment =>
  others.reduce(
    (best, next) => (preference.indexOf(next.outcome) < preference.indexOf(best.outcome) ? next : best),
    first,
  );

/** What a programme grants on the trigger day of a decision, whether or not it was granted: the first line says it. */
export const grantedFen = ({ trace }: Assessment): number | null => trace[0]?.value ?? null;

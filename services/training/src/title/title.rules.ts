import type { CalendarDay } from '@millgate/kit';

/** Schooling from none upwards: whoever has more has all below it. */
export enum Schooling {
  NONE = 'NONE',
  MIDDLE_SCHOOL = 'MIDDLE_SCHOOL',
  SECONDARY = 'SECONDARY',
  JUNIOR_COLLEGE = 'JUNIOR_COLLEGE',
  BACHELOR = 'BACHELOR',
  MASTER = 'MASTER',
}

export enum TitleRoute {
  REGULAR = 'REGULAR',
  GREEN_CHANNEL = 'GREEN_CHANNEL',
}

export enum TitleWaiver {
  EDUCATION = 'EDUCATION',
  MAJOR = 'MAJOR',
}

export enum TitleRequirementKind {
  EDUCATION = 'EDUCATION',
  MAJOR = 'MAJOR',
  YEARS_OF_SERVICE = 'YEARS_OF_SERVICE',
  EVIDENCE = 'EVIDENCE',
}

export enum RequirementOutcome {
  MET = 'MET',
  WAIVED = 'WAIVED',
  NOT_MET = 'NOT_MET',
}

/** How a vote is cast. */
export enum Ballot {
  FOR = 'FOR',
  AGAINST = 'AGAINST',
  ABSTAIN = 'ABSTAIN',
}

/** A share that no rounding may move. */
export interface Fraction {
  readonly numerator: number;
  readonly denominator: number;
}

/** What a title asks for. */
export interface Demands {
  readonly schooling: Schooling;
  readonly relatedMajor: boolean;
  readonly yearsOfService: number;
  readonly evidenceCount: number;
  /** What the green channel may waive. */
  readonly greenWaives: readonly TitleWaiver[];
}

/** What a candidate shows. */
export interface Shown {
  readonly schooling: Schooling;
  readonly relatedMajor: boolean;
  readonly yearsOfService: number;
  readonly evidenceCount: number;
}

/** One line of the trace: what was asked, what was found, and what came of it. */
export interface JudgedRequirement {
  readonly kind: TitleRequirementKind;
  readonly required: string;
  readonly found: string;
  readonly outcome: RequirementOutcome;
}

const schoolings = Object.values(Schooling);

export const hasSchooling = (has: Schooling, asked: Schooling): boolean =>
  schoolings.indexOf(has) >= schoolings.indexOf(asked);

/**
 * Judges every requirement, and waives those alone that the candidate asks to be waived (T4). What is met needs no
 * waiver and shows as met; years of service and evidence are never waived, whatever is asked.
 */
export function judge(demands: Demands, shown: Shown, waivers: readonly TitleWaiver[]): JudgedRequirement[] {
  const line = (
    kind: TitleRequirementKind,
    [required, found]: readonly [string | number | boolean, string | number | boolean],
    met: boolean,
  ): JudgedRequirement => {
    const waived = !met && (waivers as readonly string[]).includes(kind);
    const outcome = met ? RequirementOutcome.MET : waived ? RequirementOutcome.WAIVED : RequirementOutcome.NOT_MET;
    return { kind, required: String(required), found: String(found), outcome };
  };
  const { EDUCATION, MAJOR, YEARS_OF_SERVICE, EVIDENCE } = TitleRequirementKind;
  return [
    line(EDUCATION, [demands.schooling, shown.schooling], hasSchooling(shown.schooling, demands.schooling)),
    line(MAJOR, [demands.relatedMajor, shown.relatedMajor], !demands.relatedMajor || shown.relatedMajor),
    line(
      YEARS_OF_SERVICE,
      [demands.yearsOfService, shown.yearsOfService],
      shown.yearsOfService >= demands.yearsOfService,
    ),
    line(EVIDENCE, [demands.evidenceCount, shown.evidenceCount], shown.evidenceCount >= demands.evidenceCount),
  ];
}

/** Days of work from the first day to the first that is no longer one; two jobs at once count once. */
export interface Employed {
  readonly from: CalendarDay;
  readonly until: CalendarDay | null;
}

/** Completed years of work on a day, gaps left out. */
export function yearsOfService(jobs: readonly Employed[], on: CalendarDay): number {
  let days = 0;
  let reached = '';
  for (const { from, until } of jobs.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const start = from > reached ? from : reached;
    const end = until !== null && until < on ? until : on;
    if (end <= start) continue;
    days += Temporal.PlainDate.from(start).until(end, { largestUnit: 'days' }).days;
    reached = end;
  }
  // A year of the calendar has 365.2425 days; an anniversary completes its year.
  return Math.floor((days + 1) / 365.2425);
}

/** The fewest that are such a share of a panel. */
export const quorumOf = (size: number, { numerator, denominator }: Fraction): number =>
  Math.ceil((size * numerator) / denominator);

/** Why a member may not vote on a candidate (T3). */
export enum RecusalReason {
  OWN_APPLICATION = 'OWN_APPLICATION',
  SAME_EMPLOYER = 'SAME_EMPLOYER',
  KINSHIP = 'KINSHIP',
  OTHER = 'OTHER',
}

export interface Judging {
  readonly personId: string;
  /** Every enterprise that employs her. */
  readonly employers: ReadonlySet<string>;
  readonly declared: RecusalReason | null;
}

export interface Judged {
  readonly workerId: string;
  readonly employers: ReadonlySet<string>;
}

/** What keeps a member from voting on a candidate; null if nothing does. */
export function conflictOf(member: Judging, candidate: Judged): RecusalReason | null {
  if (member.personId === candidate.workerId) return RecusalReason.OWN_APPLICATION;
  if (!member.employers.isDisjointFrom(candidate.employers)) return RecusalReason.SAME_EMPLOYER;
  return member.declared;
}

export interface Tally {
  /** Members whose votes were opened: whoever abstains was present and does not agree. */
  readonly present: number;
  readonly agreed: number;
}

export enum TallyOutcome {
  NO_QUORUM = 'NO_QUORUM',
  PASSED = 'PASSED',
  FAILED = 'FAILED',
}

/** Counted in whole numbers: two thirds of nine is six. */
export function decide({ present, agreed }: Tally, quorum: number, { numerator, denominator }: Fraction): TallyOutcome {
  if (present < quorum) return TallyOutcome.NO_QUORUM;
  return agreed * denominator >= present * numerator ? TallyOutcome.PASSED : TallyOutcome.FAILED;
}

export const tallyOf = (ballots: readonly Ballot[]): Tally => ({
  present: ballots.length,
  agreed: ballots.filter((ballot) => ballot === Ballot.FOR).length,
});

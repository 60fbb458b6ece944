import type { CalendarDay } from '@millgate/kit';

/** What every dated fact says besides its value, as its owner publishes it. */
export interface Published {
  readonly from: CalendarDay | null;
  readonly until: CalendarDay | null;
  readonly status: 'KNOWN' | 'UNKNOWN' | 'WITHHELD';
  readonly source: string;
  readonly version: string;
}

export interface DayFact extends Published {
  readonly value: CalendarDay | null;
}

export interface RankFact extends Published {
  readonly value: number | null;
}

export interface HomeFact extends Published {
  readonly purchaseId: string | null;
  readonly areaM2: number | null;
  readonly contractedOn: CalendarDay | null;
  readonly deliveredOn: CalendarDay | null;
  readonly rescindedOn: CalendarDay | null;
}

/** A claim that was made before, which this subgraph knows itself. */
export interface EarlierClaim {
  readonly claimId: string;
  readonly subjectKey: string;
  readonly submittedOn: CalendarDay;
}

/** What an officer read from papers, since no part of the graph publishes it. */
export interface PaperFact {
  readonly id: string;
  readonly name: string;
  readonly value: number;
  readonly recordedBy: string;
}

/** All that a decision may look at. What is absent or null was asked for in vain, or not asked for. */
export interface FactBundle {
  readonly birthDateFact?: DayFact | null;
  readonly settledOnFact?: DayFact | null;
  readonly skillRankFacts?: readonly RankFact[] | null;
  readonly homePurchaseFacts?: readonly HomeFact[] | null;
  readonly mainJobFacts?: readonly DayFact[] | null;
  readonly childBirthFacts?: readonly DayFact[] | null;
  readonly earlierClaims: readonly EarlierClaim[];
  readonly recorded?: readonly PaperFact[];
}

/** Facts that other subgraphs publish on `Worker`, and who owns each. */
export const factOwners = {
  birthDateFact: 'community',
  settledOnFact: 'community',
  skillRankFacts: 'training',
  homePurchaseFacts: 'housing',
  mainJobFacts: 'community',
  childBirthFacts: 'community',
} as const;

export type PublishedFactName = keyof typeof factOwners;

/** Why a rule could not be decided. */
export enum MissingReason {
  UNKNOWN = 'UNKNOWN',
  WITHHELD = 'WITHHELD',
  SOURCE_UNAVAILABLE = 'SOURCE_UNAVAILABLE',
  NOT_PUBLISHED = 'NOT_PUBLISHED',
}

/** Why a published fact cannot be used; null where it can. */
export function missingReason(facts: FactBundle, name: PublishedFactName): MissingReason | null {
  const fact = facts[name];
  if (fact === null || fact === undefined) return MissingReason.SOURCE_UNAVAILABLE;
  const statuses = (Array.isArray(fact) ? fact : [fact as Published]).map(({ status }: Published) => status);
  if (statuses.includes('WITHHELD')) return MissingReason.WITHHELD;
  return statuses.includes('UNKNOWN') ? MissingReason.UNKNOWN : null;
}

/** What an officer recorded under a name; null where nobody has. */
export const onPaper = ({ recorded = [] }: FactBundle, name: string): number | null =>
  recorded.find((fact) => fact.name === name)?.value ?? null;

/** The part of a list that is known, and whether that is all of it. */
export interface KnownPart<Fact> {
  readonly known: readonly Fact[];
  readonly complete: boolean;
}

export function knownPart<Fact extends Published>(list: readonly Fact[] | null | undefined): KnownPart<Fact> {
  const known = (list ?? []).filter(({ status }) => status === 'KNOWN');
  return { known, complete: list !== null && list !== undefined && known.length === list.length };
}

/** Half-open: the last day on which a fact held is the one before `until`. */
export const heldOn = ({ from, until }: Pick<Published, 'from' | 'until'>, day: CalendarDay): boolean =>
  (from === null || from <= day) && (until === null || day < until);

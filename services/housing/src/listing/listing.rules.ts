import { type CalendarDay, ok, refuse, type Result } from '@millgate/kit';

export enum ReviewOrder {
  FIRST_COME = 'FIRST_COME',
  POINTS = 'POINTS',
  LOTTERY = 'LOTTERY',
  WAITLIST = 'WAITLIST',
}

export enum ListingState {
  DRAFT = 'DRAFT',
  OPEN = 'OPEN',
  CLOSED = 'CLOSED',
  RANKED = 'RANKED',
  ALLOCATING = 'ALLOCATING',
  DONE = 'DONE',
}

export enum ApplicationState {
  SUBMITTED = 'SUBMITTED',
  RANKED = 'RANKED',
  OFFERED = 'OFFERED',
  PLACED = 'PLACED',
  NOT_PLACED = 'NOT_PLACED',
  WITHDRAWN = 'WITHDRAWN',
}

export enum ApplicationAction {
  APPLY = 'APPLY',
  FLAG = 'FLAG',
  REVIEW = 'REVIEW',
  AWARD_POINTS = 'AWARD_POINTS',
  RANK = 'RANK',
  OFFER = 'OFFER',
  ACCEPT = 'ACCEPT',
  LAPSE = 'LAPSE',
  DECLINE = 'DECLINE',
  SKIP = 'SKIP',
  WITHDRAW = 'WITHDRAW',
  END = 'END',
}

export interface ListingTimes {
  readonly recordedState: ListingState;
  readonly opensAt: Date;
  readonly closesAt: Date;
}

/** The state at an instant: a listing closes at its instant, and not when somebody next sweeps. */
export const listingState = ({ recordedState, closesAt }: ListingTimes, now: Date): ListingState =>
  recordedState === ListingState.OPEN && now >= closesAt ? ListingState.CLOSED : recordedState;

/** Whether a listing takes applications at an instant; the closing instant belongs to the time after it. */
export function takesApplications(listing: ListingTimes, now: Date): Result<true, 'NOT_YET_OPEN' | 'CLOSED'> {
  const at = { path: ['listingId'], rule: 'H6' };
  if (listingState(listing, now) !== ListingState.OPEN) {
    return refuse('CLOSED', { ...at, details: { closedAt: listing.closesAt } });
  }
  if (now < listing.opensAt) return refuse('NOT_YET_OPEN', { ...at, details: { opensAt: listing.opensAt } });
  return ok(true);
}

/** What of an application its place in an order depends on. */
export interface Entry {
  readonly id: string;
  readonly submittedAt: Date;
  readonly points: number | null;
}

export interface Ranked {
  readonly id: string;
  readonly rank: number;
  /** What decided: the instant, the points, or the lot. */
  readonly reason: string;
}

const numbered = (order: readonly { readonly id: string; readonly reason: string }[]): Ranked[] =>
  order.map(({ id, reason }, at) => ({ id, rank: at + 1, reason }));

const earlierFirst = (a: Entry, b: Entry) =>
  a.submittedAt.getTime() - b.submittedAt.getTime() || (a.id < b.id ? -1 : 1);

export const firstComeOrder = (entries: readonly Entry[]): Ranked[] =>
  numbered(entries.toSorted(earlierFirst).map(({ id, submittedAt }) => ({ id, reason: submittedAt.toISOString() })));

/** Most points first; of equal points, who applied first. */
export const pointsOrder = (entries: readonly Entry[]): Ranked[] =>
  numbered(
    entries
      .toSorted((a, b) => (b.points ?? 0) - (a.points ?? 0) || earlierFirst(a, b))
      .map(({ id, points, submittedAt }) => ({ id, reason: `${points ?? 0} @ ${submittedAt.toISOString()}` })),
  );

/** By lot, smallest first; the lots come from the draw. */
export const lotOrder = (lots: readonly { readonly id: string; readonly lot: string }[]): Ranked[] =>
  numbered(lots.toSorted((a, b) => (a.lot < b.lot ? -1 : 1)).map(({ id, lot }) => ({ id, reason: lot })));

/** The days that an offer is for: from the announced day, or from the first day after the offer can still be accepted. */
export function daysOffered(moveInOn: CalendarDay, dayAfterDeadline: CalendarDay): CalendarDay {
  return moveInOn > dayAfterDeadline ? moveInOn : dayAfterDeadline;
}

/** Whether people who apply look like one household: one names the other, or both name somebody. */
export function looksLikeOneHousehold(a: Household, b: Household): boolean {
  const people = new Set([a.applicantId, ...a.household]);
  return [b.applicantId, ...b.household].some((id) => people.has(id));
}

export interface Household {
  readonly applicantId: string;
  readonly household: readonly string[];
}

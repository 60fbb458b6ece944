import { type CalendarDay, dayOf, ok, refuse, type Result } from '@millgate/kit';
import { since } from '../limits/limits.rules.ts';

export enum LeaseState {
  OFFERED = 'OFFERED',
  SIGNED = 'SIGNED',
  ACTIVE = 'ACTIVE',
  NOTICE = 'NOTICE',
  ENDED = 'ENDED',
  LAPSED = 'LAPSED',
}

/** States in which a lease keeps its bed from everybody else (H1). */
export const liveStates = [LeaseState.SIGNED, LeaseState.ACTIVE, LeaseState.NOTICE] as const;

/** What of a lease its state depends on. Days are half-open: `until` is the first day on which the bed is free again. */
export interface LeaseTerm {
  readonly recordedState: LeaseState;
  readonly from: CalendarDay;
  readonly until: CalendarDay;
  readonly offerExpiresAt: Date;
}

/**
 * The state at an instant. What time alone changes is read from the time, so that an offer lapses at its deadline and
 * not when somebody next sweeps; the deadline belongs to the time after it.
 */
export function leaseState({ recordedState, from, until, offerExpiresAt }: LeaseTerm, now: Date): LeaseState {
  const today = dayOf(now);
  switch (recordedState) {
    case LeaseState.OFFERED:
      return now >= offerExpiresAt || today >= until ? LeaseState.LAPSED : LeaseState.OFFERED;
    case LeaseState.SIGNED:
    case LeaseState.ACTIVE:
    case LeaseState.NOTICE:
      if (today >= until) return LeaseState.ENDED;
      return recordedState === LeaseState.SIGNED && today >= from ? LeaseState.ACTIVE : recordedState;
    default:
      return recordedState;
  }
}

export type NotAcceptable = 'OFFER_LAPSED' | 'ALREADY_ACCEPTED';

/** Whether an offer can still be accepted. Accepting twice is not lateness: whoever accepted is told so for ever. */
export function acceptable(term: LeaseTerm, now: Date): Result<true, NotAcceptable> {
  const at = { path: ['leaseId'], rule: 'offer' };
  const state = leaseState(term, now);
  if (state === LeaseState.OFFERED) return ok(true);
  if (state === LeaseState.LAPSED) {
    return refuse('OFFER_LAPSED', { ...at, details: { lapsedAt: term.offerExpiresAt, ...since('offerWorkingDays') } });
  }
  return refuse('ALREADY_ACCEPTED', at);
}

export interface Span {
  readonly from: CalendarDay;
  readonly until: CalendarDay;
}

/**
 * The days of an offer that others hold, in order, touching spans joined. Cut to the offer’s own days: when somebody
 * else moves in or out beyond them is not the asker’s business.
 */
export function clashesWithin(offer: Span, held: readonly Span[]): Span[] {
  const clashes: Span[] = [];
  for (const { from, until } of held.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    const clash = { from: later(from, offer.from), until: earlier(until, offer.until) };
    if (clash.from >= clash.until) continue;
    const last = clashes.at(-1);
    if (last && clash.from <= last.until) {
      clashes[clashes.length - 1] = { from: last.from, until: later(last.until, clash.until) };
    } else clashes.push(clash);
  }
  return clashes;
}

const later = (a: CalendarDay, b: CalendarDay) => (a > b ? a : b);
const earlier = (a: CalendarDay, b: CalendarDay) => (a < b ? a : b);

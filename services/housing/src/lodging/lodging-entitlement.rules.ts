import { type CalendarDay, holdsOn, type Period } from '@millgate/kit';
import type { Span } from '../lease/lease.rules.ts';
import { freeUntil } from '../lease/tenancy.rules.ts';
import { limits } from '../limits/limits.rules.ts';

export enum LodgingStanding {
  ENTITLED = 'ENTITLED',
  UNDER_WAY = 'UNDER_WAY',
  NOT_ENTITLED = 'NOT_ENTITLED',
}

export enum LodgingReasonCode {
  NOT_IN_FORCE = 'NOT_IN_FORCE',
  EMPLOYED = 'EMPLOYED',
  FREE_LODGING_USED = 'FREE_LODGING_USED',
}

/** One thing that stands against a free stay, and since which day it does. */
export interface LodgingReason {
  readonly code: LodgingReasonCode;
  readonly since: CalendarDay | null;
  /** Since when the figure that refuses has governed; null where none does. */
  readonly effectiveFrom: CalendarDay | null;
}

/** What of a person the answer depends on: what check-in decides by, and nothing else. */
export interface LodgingFacts<Stay extends Span> {
  readonly jobs: readonly Period[];
  /** Free stays that were signed, also those that ended. */
  readonly stays: readonly Stay[];
}

export interface LodgingJudgement<Stay extends Span> {
  readonly standing: LodgingStanding;
  /** The free days: of the stay under way, or of one that would begin on the day; null where there are none. */
  readonly days: Span | null;
  /** Free nights from the day on. */
  readonly nightsLeft: number;
  /** The stay that is counted against once a person (H3). */
  readonly stay: Stay | null;
  /** Every reason at once, so that nobody mends one to meet the next. */
  readonly reasons: readonly LodgingReason[];
}

/** What is left of somebody's free lodging on a day, since when, and why not (H3). */
export function lodgingOn<Stay extends Span>(
  on: CalendarDay,
  { jobs, stays }: LodgingFacts<Stay>,
): LodgingJudgement<Stay> {
  // As things stood on the day: a stay that began later had used nothing up.
  const begun = stays.filter(({ from }) => from <= on);
  const underWay = begun.find((stay) => holdsOn(stay, on)) ?? null;
  const { ENTITLED, UNDER_WAY, NOT_ENTITLED } = LodgingStanding;
  if (underWay) return { standing: UNDER_WAY, ...daysFrom(on, underWay), stay: underWay, reasons: [] };

  const used = begun.toSorted((a, b) => (a.from < b.from ? -1 : 1)).at(0) ?? null;
  const reasons = [...notYet(on), ...employed(on, jobs), ...usedUp(used)];
  const days = reasons.length === 0 ? { from: on, until: freeUntil(on) } : null;
  return { standing: days ? ENTITLED : NOT_ENTITLED, ...daysFrom(on, days), stay: used, reasons };
}

const daysFrom = (on: CalendarDay, days: Span | null) => ({
  days: days && { from: days.from, until: days.until },
  nightsLeft: days ? Temporal.PlainDate.from(on).until(days.until).days : 0,
});

const notYet = (on: CalendarDay): LodgingReason[] =>
  on < limits.freeMonths.from
    ? [{ code: LodgingReasonCode.NOT_IN_FORCE, since: null, effectiveFrom: limits.freeMonths.from }]
    : [];

function employed(on: CalendarDay, jobs: readonly Period[]): LodgingReason[] {
  const first = jobs.filter((job) => holdsOn(job, on)).toSorted((a, b) => (a.from < b.from ? -1 : 1))[0];
  return first ? [{ code: LodgingReasonCode.EMPLOYED, since: first.from, effectiveFrom: null }] : [];
}

const usedUp = (used: Span | null): LodgingReason[] =>
  used ? [{ code: LodgingReasonCode.FREE_LODGING_USED, since: used.from, effectiveFrom: limits.freeStays.from }] : [];

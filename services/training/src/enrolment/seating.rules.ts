import type { CalendarDay } from '@millgate/kit';

export enum EnrolmentState {
  SEATED = 'SEATED',
  WAITLISTED = 'WAITLISTED',
  ATTENDED = 'ATTENDED',
  COMPLETED = 'COMPLETED',
  NO_SHOW = 'NO_SHOW',
  WITHDRAWN = 'WITHDRAWN',
}

export enum WaitReason {
  FULL = 'FULL',
  ENTERPRISE_QUOTA = 'ENTERPRISE_QUOTA',
  FOUNDERS_FIRST = 'FOUNDERS_FIRST',
}

export interface SeatsNow {
  readonly capacity: number;
  readonly seated: number;
  readonly quotaPerEnterprise: number | null;
  /** Seats taken by the applicant's employer; null for an applicant without one, whom no quota binds. */
  readonly seatedOfEmployer: number | null;
  /** Those who wait already and whose own quota has room: a free seat is theirs before it is a newcomer's. */
  readonly eligibleAhead: number;
  /** Whether seats are for others now, who asked for the sitting (T2). */
  readonly reservedForOthers?: boolean;
}

export type Place = { readonly seated: true } | { readonly seated: false; readonly reason: WaitReason };

/** Whether an applicant is seated or waits (T1). Nobody is turned away for want of a seat. */
export function placeFor(seats: SeatsNow): Place {
  const { capacity, seated, quotaPerEnterprise, seatedOfEmployer, eligibleAhead } = seats;
  if (seats.reservedForOthers) return { seated: false, reason: WaitReason.FOUNDERS_FIRST };
  if (capacity - seated <= eligibleAhead) return { seated: false, reason: WaitReason.FULL };
  const overQuota = quotaPerEnterprise !== null && seatedOfEmployer !== null && seatedOfEmployer >= quotaPerEnterprise;
  return overQuota ? { seated: false, reason: WaitReason.ENTERPRISE_QUOTA } : { seated: true };
}

export interface EmploymentPeriod {
  readonly id: string;
  readonly enterpriseId: string;
  readonly primary: boolean;
  readonly from: CalendarDay;
  readonly until: CalendarDay | null;
}

/** Whose quota somebody counts against on a day: the main employer's; without a main one, the earliest's. */
export function employerOn(employments: readonly EmploymentPeriod[], day: CalendarDay): string | null {
  const [employment] = employments
    .filter(({ from, until }) => from <= day && (until === null || day < until))
    .toSorted((a, b) => Number(b.primary) - Number(a.primary) || compare(a.from, b.from) || compare(a.id, b.id));
  return employment?.enterpriseId ?? null;
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

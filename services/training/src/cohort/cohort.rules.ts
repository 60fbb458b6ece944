import type { CalendarDay } from '@millgate/kit';

/** What is written down of a cohort; that it is being taught follows from the day. */
export enum CohortStage {
  ORDERED = 'ORDERED',
  AGREED = 'AGREED',
  COMPLETED = 'COMPLETED',
  CANCELLED = 'CANCELLED',
}

export enum CohortState {
  ORDERED = 'ORDERED',
  AGREED = 'AGREED',
  TRAINING = 'TRAINING',
  COMPLETED = 'COMPLETED',
  CANCELLED = 'CANCELLED',
}

/** Training goes on until somebody tells how many graduated, also when its last day is over. */
export function cohortState(
  { stage, from }: { readonly stage: CohortStage; readonly from: CalendarDay | null },
  today: CalendarDay,
): CohortState {
  if (stage !== CohortStage.AGREED) return CohortState[stage];
  return from !== null && from <= today ? CohortState.TRAINING : CohortState.AGREED;
}

/** Why a provider’s offer cannot be agreed; null where it can. */
export function offerFault(
  offer: { readonly from: CalendarDay; readonly until: CalendarDay; readonly students: number },
  { jobs, today }: { readonly jobs: number; readonly today: CalendarDay },
): 'BAD_TERM' | 'TOO_FEW_PLACES' | null {
  if (offer.from < today || offer.until <= offer.from) return 'BAD_TERM';
  return offer.students < jobs ? 'TOO_FEW_PLACES' : null;
}

/** Whether so many can have been taken on: one graduate is taken on once. */
export const hiresFit = (graduates: number, byEnterprise: readonly number[]): boolean =>
  byEnterprise.reduce((sum, hired) => sum + hired, 0) <= graduates;

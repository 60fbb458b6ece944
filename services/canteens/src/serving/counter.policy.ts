import { type Caller, forbidden, holds, unauthenticated } from '@millgate/kit';

/** Whether somebody works at the counter of a canteen: of this one, or of all. */
export const worksAt = (caller: Caller, canteenId: string): boolean => holds(caller, 'CANTEEN_STAFF', canteenId);

export function requireSignedIn(caller: Caller): void {
  if (caller.kind === 'ANONYMOUS') throw unauthenticated();
}

/** Canteens and servings are public, so that whoever may not run them is told so. */
export function requireCounter(caller: Caller, canteenId: string): void {
  requireSignedIn(caller);
  if (!worksAt(caller, canteenId)) throw forbidden();
}

import { ConflictOfInterest } from './four-eyes.enums.ts';

export interface Eyes {
  readonly officerId: string;
  readonly claimantId: string | null;
  /** Workers in whom the officer has declared an interest. */
  readonly declared: readonly string[];
  /** Who recorded facts of the claim. */
  readonly editors: readonly string[];
  /** Who took part in a decision that is now looked at again; empty where there is none. */
  readonly deciders?: readonly string[];
}

/** Why an officer must not decide a claim; null where nothing stands against it. */
export function conflictOf({
  officerId,
  claimantId,
  declared,
  editors,
  deciders = [],
}: Eyes): ConflictOfInterest | null {
  if (officerId === claimantId) return ConflictOfInterest.OWN_CLAIM;
  if (claimantId !== null && declared.includes(claimantId)) return ConflictOfInterest.DECLARED_INTEREST;
  if (editors.includes(officerId)) return ConflictOfInterest.OWN_EDIT;
  return deciders.includes(officerId) ? ConflictOfInterest.OWN_DECISION : null;
}

/** How many officers have to approve: two people see each claim, and whoever recorded its facts is one of them. */
export const approvalsNeeded = (editors: readonly string[]): number => (editors.length > 0 ? 1 : 2);

import { type Caller, forbidden, holds, isSelf, unauthenticated } from '@millgate/kit';
import type { Claim } from './claim.entity.ts';

/** A claim is for its claimant, the worker or her enterprise's own HR, and for the officers of its programme. */
export const mayReadClaim = (
  caller: Caller,
  { workerId, enterpriseId, programRef }: Pick<Claim, 'workerId' | 'enterpriseId' | 'programRef'>,
) =>
  isOfficerOf(caller, programRef.id) ||
  (workerId !== null && isSelf(caller, workerId)) ||
  (enterpriseId !== null && holds(caller, 'HR', enterpriseId));

/** An officer of every programme. */
export const isOfficer = (caller: Caller): boolean => holds(caller, 'PROGRAM_OFFICER');

/** An officer of this programme, or of every one. */
export const isOfficerOf = (caller: Caller, programId: string): boolean => holds(caller, 'PROGRAM_OFFICER', programId);

/** The officer who asks, of whichever programme: of which, is for the thing that is asked about. */
export function requireOfficer({ caller }: { readonly caller: Caller }): string {
  if (caller.kind === 'ANONYMOUS') throw unauthenticated();
  if (caller.kind !== 'PERSON' || !caller.roles.some(({ role }) => role === 'PROGRAM_OFFICER')) throw forbidden();
  return caller.id;
}

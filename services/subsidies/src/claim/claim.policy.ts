import { type Caller, type Context, holds, isSelf, loadById } from '@millgate/kit';
import { Claim } from './claim.entity.ts';

/** A claim is for its claimant, the worker or her enterprise's own HR, and for programme officers. */
export const mayReadClaim = (caller: Caller, { workerId, enterpriseId }: Pick<Claim, 'workerId' | 'enterpriseId'>) =>
  isOfficer(caller) ||
  (workerId !== null && isSelf(caller, workerId)) ||
  (enterpriseId !== null && holds(caller, 'HR', enterpriseId));

export const isOfficer = (caller: Caller): boolean => holds(caller, 'PROGRAM_OFFICER');

/** The claim if the caller may read it; null as well as for one that does not exist. */
export async function readableClaim(context: Context, id: string): Promise<Claim | null> {
  const claim = await loadById(context, Claim, id);
  return claim && mayReadClaim(context.caller, claim) ? claim : null;
}

import { type Caller, type Context, holds, isSelf, loadById } from '@millgate/kit';
import { Case } from './case.entity.ts';
import { applicantOf } from './cases.fields.ts';

/** Staff of the case's community. */
export const isStaffOf = (caller: Caller, { communityId }: Case): boolean =>
  holds(caller, 'COMMUNITY_STAFF', communityId);

/** Staff who work on the cases of a community, or watch over them. */
export const worksFor = (caller: Caller, communityId: string): boolean =>
  holds(caller, 'CLERK', communityId) || holds(caller, 'COMMUNITY_STAFF', communityId) || isManager(caller);

const worksOn = (caller: Caller, { communityId }: Case): boolean => worksFor(caller, communityId);

export const isManager = (caller: Caller): boolean => holds(caller, 'MANAGER');

/** HR reads what the enterprise itself asked: never what a person asked, least of all about the enterprise. */
const asksFor = (caller: Caller, { enterpriseId, workerId }: Case): boolean =>
  enterpriseId !== null && workerId === null && holds(caller, 'HR', enterpriseId);

export const isApplicant = (caller: Caller, one: Case): boolean =>
  (one.workerId !== null && isSelf(caller, one.workerId)) || asksFor(caller, one);

export const isOwner = (caller: Caller, { ownerId }: Case): boolean => ownerId !== null && isSelf(caller, ownerId);

export const isClerkOf = (caller: Caller, { communityId }: Case): boolean => holds(caller, 'CLERK', communityId);

/** The one rule for every path to a case. */
export const mayRead = (caller: Caller, one: Case): boolean =>
  isApplicant(caller, one) || isSelf(caller, one.filedBy) || isOwner(caller, one) || worksOn(caller, one);

/** What the caller may not read is as if it were not there. */
export async function readable(context: Context, one: Case | null): Promise<Case | null> {
  if (!one || !mayRead(context.caller, one)) return null;
  await applicantOf(context, one);
  return one;
}

export const readableById = async (context: Context, id: string): Promise<Case | null> =>
  readable(context, await loadById(context, Case, id));

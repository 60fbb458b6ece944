import { type Caller, forbidden, holds, holdsSomewhere, unauthenticated } from '@millgate/kit';

/** Whoever keeps the registry of a community: its own staff, and managers. */
export const keepsRegistryOf = (caller: Caller, communityId: string): boolean =>
  holds(caller, 'COMMUNITY_STAFF', communityId) || holds(caller, 'MANAGER', communityId);

/** Stops whoever does not keep the registry of this community; of one that is not known, whoever keeps none. */
export function requireKeeper(caller: Caller, communityId: string | null): void {
  if (caller.kind === 'ANONYMOUS') throw unauthenticated();
  const keeper =
    communityId === null
      ? holdsSomewhere(caller, 'COMMUNITY_STAFF') || holdsSomewhere(caller, 'MANAGER')
      : keepsRegistryOf(caller, communityId);
  if (!keeper) throw forbidden();
}

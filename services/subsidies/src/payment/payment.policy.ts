import { type Caller, forbidden, holdsSomewhere, unauthenticated } from '@millgate/kit';

/** The treasury settles payments; it is a partner with an account of its own. */
export function requireTreasury({ caller }: { readonly caller: Caller }): string {
  if (caller.kind === 'ANONYMOUS') throw unauthenticated();
  if (caller.kind !== 'PERSON' || !holdsSomewhere(caller, 'PARTNER')) throw forbidden();
  return caller.id;
}

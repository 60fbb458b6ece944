import { type Caller, holds } from '@millgate/kit';
import { keepsRegistryOf } from '../place/place.policy.ts';

/** The standard calendar is kept by managers; one of some communities by whoever keeps the registry of each of them. */
export const keepsCalendar = (caller: Caller, standard: boolean, communityIds: readonly string[]): boolean =>
  holds(caller, 'MANAGER') ||
  (!standard && communityIds.length > 0 && communityIds.every((id) => keepsRegistryOf(caller, id)));

import { type Caller, holds, isSelf } from '@millgate/kit';

/** Where somebody lives, or wants to, is for herself and the staff who house her. Her employer is not told, though it may pay. */
export const mayReadHome = (caller: Caller, workerId: string): boolean =>
  isSelf(caller, workerId) || holds(caller, 'HOUSING_STAFF');

/** What an enterprise rents, and for how much, is its own business and the housing staff’s. */
export const mayReadMasterLeases = (caller: Caller, enterpriseId: string): boolean =>
  holds(caller, 'HR', enterpriseId) || holds(caller, 'HOUSING_STAFF');

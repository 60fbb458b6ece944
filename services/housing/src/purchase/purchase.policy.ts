import { type Caller, holds, isSelf } from '@millgate/kit';

/** What somebody bought, and with which code, is hers, and the business of the staff who see the sale through. */
export const mayReadPurchases = (caller: Caller, workerId: string): boolean =>
  isSelf(caller, workerId) || holds(caller, 'HOUSING_STAFF');

/** The purpose for which a service may read the facts that decide a subsidy. */
export const subsidyDecision = 'SUBSIDY_DECISION';

/** Who registers, delivers and rescinds at a property: housing staff, and the partner account bound to that property. */
export const mayHandleSales = (caller: Caller, propertyId: string): boolean =>
  holds(caller, 'HOUSING_STAFF') ||
  (caller.kind === 'PERSON' && caller.roles.some(({ role, scope }) => role === 'PARTNER' && scope === propertyId));

/** Whether there is any property of which that may hold; a partner that is bound to none has no part in sales. */
export const handlesSomeSales = (caller: Caller): boolean =>
  holds(caller, 'HOUSING_STAFF') ||
  (caller.kind === 'PERSON' && caller.roles.some(({ role, scope }) => role === 'PARTNER' && scope?.startsWith('prp_')));

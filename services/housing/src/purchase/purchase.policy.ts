import { actsFor, type Caller, isSelf } from '@millgate/kit';

/** What somebody bought, and with which code, is her own business: no role reads it as such. */
export const mayReadPurchases = (caller: Caller, workerId: string): boolean => isSelf(caller, workerId);

/** The purpose for which a service may read the facts that decide a subsidy. */
const subsidyDecision = 'SUBSIDY_DECISION';

/** The same as facts for rules: for their subject, and for a service that decides about her. */
export const mayUsePurchaseFacts = (caller: Caller, workerId: string): boolean =>
  isSelf(caller, workerId) || actsFor(caller, subsidyDecision);

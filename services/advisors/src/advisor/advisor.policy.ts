import { type Caller, holds, isSelf } from '@millgate/kit';

/**
 * The adviser's own account, in the role of that adviser. A grant of `ADVISOR` without a scope opens no consultation:
 * it would open everybody's.
 */
export const isAdvisor = (caller: Caller, advisorId: string): boolean =>
  isSelf(caller, advisorId) && holds(caller, 'ADVISOR', advisorId);

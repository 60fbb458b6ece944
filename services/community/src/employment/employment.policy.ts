import { forbidden, holds, unauthenticated, type Caller } from '@millgate/kit';
import type { Worker } from '../worker/worker.entity.ts';

/** Whether a caller may record that a worker begins or ends a job with an enterprise. */
export const mayRecordEmployment = (caller: Caller, worker: Worker, enterpriseId: string): boolean =>
  holds(caller, 'HR', enterpriseId) || holds(caller, 'COMMUNITY_STAFF', worker.communityRef.id);

/** Whoever records employments anywhere; of what and whom is decided when that is known. */
export function requireRecorder(caller: Caller): void {
  if (caller.kind === 'ANONYMOUS') throw unauthenticated();
  const recorder =
    caller.kind === 'PERSON' && caller.roles.some(({ role }) => role === 'HR' || role === 'COMMUNITY_STAFF');
  if (!recorder) throw forbidden();
}

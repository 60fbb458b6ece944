import type { EntityClass } from '@mikro-orm/postgresql';
import { actsFor, type Caller, type Context, holds, isSelf, loadById, type ReferenceResolver } from '@millgate/kit';

/** The purpose for which a service may read the facts that decide a subsidy. */
const subsidyDecision = 'SUBSIDY_DECISION';

/** What somebody learns, and how she is examined, is for herself and the trainers who work with her. */
export const mayReadTraining = (caller: Caller, workerId: string): boolean =>
  isSelf(caller, workerId) || holds(caller, 'TRAINER');

/** Whom an enterprise engages as a skill leader is its own business too. */
export const mayReadAppointment = (caller: Caller, of: { workerId: string; enterpriseId: string }): boolean =>
  mayReadTraining(caller, of.workerId) || holds(caller, 'HR', of.enterpriseId);

/** How many of an enterprise's people learn: for its own HR and those who plan courses. Never who. */
export const mayReadCounts = (caller: Caller, enterpriseId: string): boolean =>
  holds(caller, 'HR', enterpriseId) || holds(caller, 'TRAINER') || holds(caller, 'MANAGER');

/** Facts that rules of others use: for their subject, and for a service that decides about her. */
export const mayUseFacts = (caller: Caller, workerId: string): boolean =>
  isSelf(caller, workerId) || actsFor(caller, subsidyDecision);

/** A reference to a record that only some may read: for anybody else it does not exist. */
export function closedReference<T extends { readonly id: string }>(
  entity: EntityClass<T>,
  mayRead: (caller: Caller, record: T) => boolean,
): ReferenceResolver {
  return async (reference, context: Context) => {
    const record = await loadById(context, entity, String(reference['id']));
    return record && mayRead(context.caller, record) ? record : null;
  };
}

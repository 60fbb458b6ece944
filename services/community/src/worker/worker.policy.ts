import { actsFor, forbidden, isSelf, type Caller, type Context } from '@millgate/kit';
import type { Worker } from './worker.entity.ts';

/** The purpose for which a service may read the facts that decide a subsidy. */
export const subsidyDecision = 'SUBSIDY_DECISION';

/** Sensitive fields answer their own subject, and nobody else; more readers are added only by name. */
export function ownOnly<T>(context: Context, worker: Worker, read: () => T): T {
  if (!isSelf(context.caller, worker.id)) throw forbidden();
  return read();
}

/** Facts that rules of others use: for their subject, and for a service that decides about her. */
export const mayUseFacts = (caller: Caller, workerId: string): boolean =>
  isSelf(caller, workerId) || actsFor(caller, subsidyDecision);

/** A name as those see it who need not know it: the family name, the rest masked. */
export const maskedName = (name: string): string => {
  const [family = ''] = /\s/.test(name) ? name.split(/\s+/) : name;
  return `${family}*`;
};

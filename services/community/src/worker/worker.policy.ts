import { actsFor, forbidden, holds, isSelf, type Caller, type Context } from '@millgate/kit';
import type { Worker } from './worker.entity.ts';

/** The purpose for which a service may read the facts that decide a subsidy. */
export const subsidyDecision = 'SUBSIDY_DECISION';

/** Sensitive fields answer their own subject, and nobody else; more readers are added only by name. */
export function requireSelf(context: Context, workerId: string): void {
  if (!isSelf(context.caller, workerId)) throw forbidden();
}

/** Facts that rules of others use: for their subject, and for a service that decides about her. */
export const mayUseFacts = (caller: Caller, workerId: string): boolean =>
  isSelf(caller, workerId) || actsFor(caller, subsidyDecision);

/**
 * Whether the caller is the authority that registers households. A partner of any other office is not, nor is one of
 * none: `PARTNER` without a scope holds nowhere in particular.
 */
export const isPublicSecurity = (caller: Caller): boolean =>
  caller.kind === 'PERSON' && caller.roles.some(({ role, scope }) => role === 'PARTNER' && scope === publicSecurity);

export const publicSecurity = 'public-security';

export type NameView = 'WHOLE' | 'MASKED' | 'NONE';

/** How much of a worker’s name a caller sees. Whoever has not signed in sees none, nor does a partner without a grant. */
export function nameView(caller: Caller, worker: Worker): NameView {
  if (isSelf(caller, worker.id) || holds(caller, 'COMMUNITY_STAFF', worker.communityRef.id)) return 'WHOLE';
  return caller.kind === 'ANONYMOUS' || holds(caller, 'PARTNER') ? 'NONE' : 'MASKED';
}

/** A name as those see it who need not know it: the family name, the rest masked. */
export const maskedName = (name: string): string => {
  const [family = ''] = /\s/.test(name) ? name.split(/\s+/) : name;
  return `${family}*`;
};

/** The communities whose workers a caller may list; null for none. A list of people is for those who work with all of them. */
export function rosterOf(caller: Caller): 'ALL' | readonly string[] | null {
  if (caller.kind !== 'PERSON') return null;
  if (holds(caller, 'MANAGER') || holds(caller, 'AUDITOR')) return 'ALL';
  const grants = caller.roles.filter(({ role }) => role === 'COMMUNITY_STAFF');
  if (grants.some(({ scope }) => scope === undefined)) return 'ALL';
  return grants.length > 0 ? grants.flatMap(({ scope }) => scope ?? []) : null;
}

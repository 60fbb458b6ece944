import { holds, type Caller } from '@millgate/kit';

/** The purpose for which a service may read the facts that decide a subsidy. */
export const subsidyDecision = 'SUBSIDY_DECISION';

/** The purpose for which canteens learn whether somebody is old enough for the elders’ price. */
export const mealPrice = 'MEAL_PRICE';

/**
 * Whether the caller is the authority that registers households. A partner of any other office is not, nor is one of
 * none: `PARTNER` without a scope holds nowhere in particular.
 */
export const isPublicSecurity = (caller: Caller): boolean =>
  caller.kind === 'PERSON' && caller.roles.some(({ role, scope }) => role === 'PARTNER' && scope === publicSecurity);

export const publicSecurity = 'public-security';

/** The communities whose workers a caller may list; null for none. A list of people is for those who work with all of them. */
export function rosterOf(caller: Caller): 'ALL' | readonly string[] | null {
  if (caller.kind !== 'PERSON') return null;
  if (holds(caller, 'MANAGER') || holds(caller, 'AUDITOR')) return 'ALL';
  const grants = caller.roles.filter(({ role }) => role === 'COMMUNITY_STAFF');
  if (grants.some(({ scope }) => scope === undefined)) return 'ALL';
  return grants.length > 0 ? grants.flatMap(({ scope }) => scope ?? []) : null;
}

/** The communities whose workers a caller may search by name: where the caller sees names whole. */
export function searchableRosterOf(caller: Caller): 'ALL' | readonly string[] | null {
  const grants = caller.kind === 'PERSON' ? caller.roles.filter(({ role }) => role === 'COMMUNITY_STAFF') : [];
  if (grants.some(({ scope }) => scope === undefined)) return 'ALL';
  return grants.length > 0 ? grants.flatMap(({ scope }) => scope ?? []) : null;
}

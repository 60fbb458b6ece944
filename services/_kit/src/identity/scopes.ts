import type { Caller, Role } from './caller.ts';

/** What a scope opens, for those who ask for one and for those who grant it. */
export const scopes = {
  'worker:name': { en: 'Names, whole.', zh: '完整姓名。' },
  'worker:identity': { en: 'Resident ID numbers.', zh: '居民身份证号码。' },
  'worker:contact': { en: 'Telephone numbers.', zh: '电话号码。' },
  'worker:birth': { en: 'Dates of birth.', zh: '出生日期。' },
  'worker:origin': { en: 'Native places and household registrations.', zh: '籍贯和户籍。' },
  'worker:family': { en: 'Dependants, minors among them.', zh: '被抚养人，包括未成年人。' },
  'worker:pay': { en: 'Salaries.', zh: '工资。' },
  'worker:home': { en: 'Leases and homes that were bought.', zh: '租约和所购住房。' },
  'worker:whereabouts': {
    en: 'Meal orders and journeys: where somebody was, and what they eat.',
    zh: '订餐与乘车记录：去过何处、饮食如何。',
  },
  'worker:facts': {
    en: 'Dated facts that rules use, and what rules make of them.',
    zh: '规则所用的带日期的事实，以及由此得出的结论。',
  },
} as const;

export type Scope = keyof typeof scopes;

const all = Object.keys(scopes) as Scope[];

/**
 * The scopes that come with a role. A scope opens a kind of field; about whom, and how plainly, the rows' own rules
 * decide. Roles that are missing here have none.
 */
export const scopesOfRole: Partial<Record<Role, readonly Scope[]>> = {
  // About herself.
  WORKER: all,
  HR: ['worker:identity', 'worker:contact', 'worker:birth', 'worker:pay'],
  GRID_OFFICER: ['worker:contact', 'worker:birth'],
  COMMUNITY_STAFF: ['worker:identity', 'worker:contact', 'worker:birth', 'worker:origin', 'worker:family'],
  CLERK: all,
  HANDLER: all,
  PROGRAM_OFFICER: ['worker:facts'],
  CANTEEN_STAFF: ['worker:whereabouts'],
  HOUSING_STAFF: ['worker:contact', 'worker:home'],
  MANAGER: ['worker:birth', 'worker:pay'],
};

/** The scopes of a service that asks the graph, by what it asks for. */
export const scopesOfPurpose: Readonly<Record<string, readonly Scope[]>> = {
  SUBSIDY_DECISION: ['worker:facts'],
  // The row rules of the registry give it the date of birth alone.
  MEAL_PRICE: ['worker:facts'],
};

/** What a partner agency can be granted; without a grant in its token it holds none of it. */
const grantable: readonly Scope[] = ['worker:name', 'worker:identity', 'worker:contact', 'worker:facts'];

/** What a partner agency was granted by its token: of what can be granted, whatever other roles its holder has. */
export const grantedScopes = (granted: readonly string[] | undefined): readonly Scope[] =>
  grantable.filter((scope) => granted?.includes(scope));

/**
 * The scopes that a caller holds: those of their roles, and of these no more than the token says, where it says
 * something. A token can hold somebody to less than they may; it cannot give more.
 */
export function scopesOf(caller: Caller, granted?: readonly string[]): ReadonlySet<string> {
  if (caller.kind === 'ANONYMOUS') return new Set();
  if (caller.kind === 'SERVICE') return new Set(scopesOfPurpose[caller.purpose] ?? []);
  const byRole = caller.roles.flatMap(({ role }) =>
    role === 'PARTNER' ? grantedScopes(granted) : (scopesOfRole[role] ?? []),
  );
  return new Set(granted ? byRole.filter((scope) => granted.includes(scope)) : byRole);
}

/** The roles of the community. A role with a scope holds only there: `HR` of one enterprise, `GRID_OFFICER` of one grid. */
export const roles = [
  'WORKER',
  'HR',
  'GRID_OFFICER',
  'COMMUNITY_STAFF',
  'CLERK',
  'HANDLER',
  'PROGRAM_OFFICER',
  'CANTEEN_STAFF',
  'HOUSING_STAFF',
  'TRAINER',
  'PANEL_MEMBER',
  'ADVISOR',
  'CHAIN_HEAD',
  'MANAGER',
  'AUDITOR',
  'PARTNER',
] as const;

export type Role = (typeof roles)[number];

export interface RoleGrant {
  readonly role: Role;
  /** Id of the thing the role is bound to; absent where it holds everywhere. */
  readonly scope?: string;
}

/** Who asks. A person is named by the id of their own record: a worker's id, or the id of a staff account. */
export type Caller =
  | { readonly kind: 'ANONYMOUS' }
  | {
      readonly kind: 'PERSON';
      readonly id: string;
      readonly roles: readonly RoleGrant[];
      /** Scopes that a partner agency was granted; what all others may is said by their roles. */
      readonly granted?: readonly string[];
    }
  | { readonly kind: 'SERVICE'; readonly name: string; readonly purpose: string };

export const anonymous: Caller = Object.freeze({ kind: 'ANONYMOUS' });

/** The caller's key in tables that keep something per caller. */
export function callerKey(caller: Caller): string {
  switch (caller.kind) {
    case 'ANONYMOUS':
      return 'anonymous';
    case 'PERSON':
      return caller.id;
    case 'SERVICE':
      return `service:${caller.name}`;
  }
}

export const isSelf = (caller: Caller, personId: string): boolean => caller.kind === 'PERSON' && caller.id === personId;

/**
 * Whether the caller holds a role, there or everywhere. A partner is always one agency's: without a scope it holds
 * nowhere, since another agency's affairs are never its own.
 */
export function holds(caller: Caller, role: Role, scope?: string): boolean {
  if (caller.kind !== 'PERSON') return false;
  return caller.roles.some(
    (grant) => grant.role === role && (grant.scope === undefined ? role !== 'PARTNER' : grant.scope === scope),
  );
}

/** Whether the caller holds a role at all, wherever. */
export const holdsSomewhere = (caller: Caller, role: Role): boolean =>
  caller.kind === 'PERSON' && caller.roles.some((grant) => grant.role === role);

/** Whether the caller is a partner agency that was granted this scope. */
export const grantedTo = (caller: Caller, scope: string): boolean =>
  caller.kind === 'PERSON' && caller.granted?.includes(scope) === true;

/** Whether the caller is a service that acts for this purpose. */
export const actsFor = (caller: Caller, purpose: string): boolean =>
  caller.kind === 'SERVICE' && caller.purpose === purpose;

/** The worker a request is about: the caller, or whom a service names. */
export const workerIdOf = (caller: Caller): string | null =>
  caller.kind === 'PERSON' && holdsSomewhere(caller, 'WORKER') ? caller.id : null;

import { forbidden, unauthenticated } from '../errors.ts';
import type { Context } from '../runtime/context.ts';
import { holds, type Role } from './caller.ts';

/** Lets through whoever holds one of the roles, there or everywhere; others are told whether signing in would help. */
export function requireRole({ caller }: Pick<Context, 'caller'>, roles: readonly Role[], scope?: string): void {
  if (roles.some((role) => holds(caller, role, scope))) return;
  throw caller.kind === 'ANONYMOUS' ? unauthenticated() : forbidden();
}

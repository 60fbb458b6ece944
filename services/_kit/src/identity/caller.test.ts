import { expect, test } from 'vitest';
import { type Caller, holds, holdsSomewhere, type RoleGrant } from './caller.ts';

const somebody = (...roles: RoleGrant[]): Caller => ({ kind: 'PERSON', id: 'acc_1', roles });

test.each<[string, RoleGrant, boolean, boolean]>([
  ['a role without a scope holds everywhere', { role: 'CLERK' }, true, true],
  ['a role with a scope holds there alone', { role: 'CLERK', scope: 'here' }, true, false],
  ['a partner is its agency’s', { role: 'PARTNER', scope: 'here' }, true, false],
  ['a partner of no agency is nobody’s', { role: 'PARTNER' }, false, false],
])('%s', (_rule, grant, here, elsewhere) => {
  const caller = somebody(grant);

  expect([holds(caller, grant.role, 'here'), holds(caller, grant.role, 'elsewhere')]).toEqual([here, elsewhere]);
  expect(holdsSomewhere(caller, grant.role)).toBe(true);
});

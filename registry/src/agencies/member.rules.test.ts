import { describe, expect, test } from 'vitest';
import { leavesNoOwner, mayAct, type MemberAct, memberRoles } from './member.rules.ts';

test.each<[MemberAct, boolean, boolean]>([
  ['members.change', true, false],
  ['subgraph.name', true, false],
  ['token.create', true, true],
  ['token.revoke', true, true],
])('%s: an owner %s, an engineer %s', (act, owner, engineer) => {
  expect(memberRoles.map((role) => mayAct(role, act))).toEqual([owner, engineer]);
});

describe('the last owner', () => {
  const owner = { email: 'a@x.example', role: 'OWNER', state: 'ACTIVE' } as const;
  const invited = { email: 'b@x.example', role: 'OWNER', state: 'INVITED' } as const;
  const engineer = { email: 'c@x.example', role: 'ENGINEER', state: 'ACTIVE' } as const;

  test.each([
    ['is not removed', [owner, engineer], owner.email, undefined, true],
    ['is not made an engineer', [owner, engineer], owner.email, 'ENGINEER' as const, true],
    ['does not count on one who is only invited', [owner, invited], owner.email, undefined, true],
    ['stays an owner when made one again', [owner], owner.email, 'OWNER' as const, false],
    ['may go when there is another', [owner, { ...invited, state: 'ACTIVE' as const }], owner.email, undefined, false],
    ['is not who goes when an engineer does', [owner, engineer], engineer.email, undefined, false],
  ])('%s', (_what, members, email, becomes, expected) => {
    expect(leavesNoOwner(members, email, becomes)).toBe(expected);
  });
});

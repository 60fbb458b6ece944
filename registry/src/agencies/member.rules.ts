/** An owner speaks for the agency; an engineer publishes what the agency has. */
export const memberRoles = ['OWNER', 'ENGINEER'] as const;
export type MemberRole = (typeof memberRoles)[number];

/** What people of an agency do without asking the operator. */
export type MemberAct = 'members.change' | 'subgraph.name' | 'token.create' | 'token.revoke';

const acts: Readonly<Record<MemberRole, readonly MemberAct[]>> = {
  OWNER: ['members.change', 'subgraph.name', 'token.create', 'token.revoke'],
  ENGINEER: ['token.create', 'token.revoke'],
};

export const mayAct = (role: MemberRole, act: MemberAct): boolean => acts[role].includes(act);

/** An agency that nobody speaks for could never again let anybody in. */
export const leavesNoOwner = (
  members: readonly { readonly email: string; readonly role: MemberRole; readonly state: 'INVITED' | 'ACTIVE' }[],
  email: string,
  becomes: MemberRole | undefined,
): boolean => {
  const owners = members.filter(({ role, state }) => role === 'OWNER' && state === 'ACTIVE');
  return becomes !== 'OWNER' && owners.some((each) => each.email === email) && owners.length === 1;
};

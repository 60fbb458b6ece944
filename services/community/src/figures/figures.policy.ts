import { type Caller, holds } from '@millgate/kit';

/** What a scope is made of: one community and its district, a district, or everything. */
export interface Scope {
  readonly communityId?: string | undefined;
  readonly districtId?: string | undefined;
}

/** Whoever works for all of a scope reads its figures: the staff of a community, a manager or auditor over it. */
export const mayReadFigures = (caller: Caller, { communityId, districtId }: Scope): boolean =>
  (['MANAGER', 'AUDITOR'] as const).some(
    (role) => holds(caller, role, districtId) || holds(caller, role, communityId),
  ) || holds(caller, 'COMMUNITY_STAFF', communityId);

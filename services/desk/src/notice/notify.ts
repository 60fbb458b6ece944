import type { EntityManager } from '@mikro-orm/postgresql';
import { type Caller, newId } from '@millgate/kit';
import type { Case } from '../case/case.entity.ts';
import { Notice, type NoticeKind } from './notice.entity.ts';

export interface Telling {
  /** Id of a person, or an address of `toHr`, `toStaff` or `toManagers`. */
  readonly personId: string;
  readonly kind: NoticeKind;
  readonly one: Case;
  readonly at: Date;
}

export function notify(tx: EntityManager, { personId, kind, one, at }: Telling): void {
  tx.create(Notice, { id: newId('ntc'), personId, kind, caseRef: one, at });
}

/** Whoever is community staff there, for what is told to an office instead of a person. */
export const toStaff = (communityId: string): string => `staff:${communityId}`;

export const toManagers = 'managers';

/** The HR of an enterprise that asked, or whose matter was raised at a meeting by whoever wrote it down. */
export const toHr = (enterpriseId: string): string => `hr:${enterpriseId}`;

/** The addresses at which a caller reads notices. */
export function addressesOf(caller: Caller): string[] {
  if (caller.kind !== 'PERSON') return [];
  const offices = caller.roles.flatMap(({ role, scope }) => {
    if (role === 'MANAGER') return [toManagers];
    if (role === 'HR') return scope ? [toHr(scope)] : [];
    return role === 'COMMUNITY_STAFF' && scope ? [toStaff(scope)] : [];
  });
  return [caller.id, ...offices];
}

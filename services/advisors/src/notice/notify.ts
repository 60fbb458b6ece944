import type { EntityManager } from '@mikro-orm/postgresql';
import { type Caller, newId } from '@millgate/kit';
import { Confidentiality } from '../consultation/confidentiality.rules.ts';
import type { Consultation } from '../consultation/consultation.entity.ts';
import { AdvisorNotice, type AdvisorNoticeKind } from './advisor-notice.entity.ts';

export interface Telling {
  readonly kind: AdvisorNoticeKind;
  readonly one: Consultation;
  readonly at: Date;
}

/** Tells one person, who is its author or the adviser who has it. */
export function notify(tx: EntityManager, personId: string, { kind, one, at }: Telling): void {
  tx.create(AdvisorNotice, { id: newId('ntc'), personId, kind, consultationRef: one, at });
}

/** Tells the community's staff, unless it is sealed: then they do not even learn that there is something (A4). */
export function notifyStaff(tx: EntityManager, telling: Telling): void {
  const { confidentiality, communityId } = telling.one;
  if (confidentiality === Confidentiality.SEALED || communityId === null) return;
  notify(tx, toStaff(communityId), telling);
}

/** Whoever is community staff there, for what is told to an office instead of a person. */
const toStaff = (communityId: string): string => `staff:${communityId}`;

/** The addresses at which a caller reads notices. */
export function addressesOf(caller: Caller): string[] {
  if (caller.kind !== 'PERSON') return [];
  const offices = caller.roles.flatMap(({ role, scope }) =>
    role === 'COMMUNITY_STAFF' && scope ? [toStaff(scope)] : [],
  );
  return [caller.id, ...offices];
}

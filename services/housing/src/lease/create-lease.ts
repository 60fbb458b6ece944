import type { EntityManager, RequiredEntityData } from '@mikro-orm/postgresql';
import { brokenConstraint, newId } from '@millgate/kit';
import { Lease, LeaseAction, LeaseStep } from './lease.entity.ts';
import type { LeaseState } from './lease.rules.ts';

export interface Done {
  readonly now: Date;
  /** Key of whoever did it; nobody where time or a rule did. */
  readonly actor?: string;
  readonly reason?: string;
}

/** Writes a lease with the first line of its history; null where a constraint refuses it, with that constraint’s name. */
export async function createLease(
  tx: EntityManager,
  data: Omit<RequiredEntityData<Lease>, 'id'> & { readonly recordedState: LeaseState },
  { now, actor, reason }: Done,
): Promise<{ readonly lease: Lease } | { readonly broken: string }> {
  const id = newId('lea');
  try {
    await tx.transactional(async (attempt) => {
      attempt.create(Lease, { id, ...data } as RequiredEntityData<Lease>);
      attempt.create(LeaseStep, {
        id: newId('lsp'),
        leaseRef: id,
        action: LeaseAction.OFFER,
        at: now,
        actor: actor ?? null,
        reason: reason ?? null,
        after: data.recordedState,
      });
      await attempt.flush();
    });
  } catch (cause) {
    const broken = brokenConstraint(cause);
    if (broken?.startsWith('lease_h')) return { broken };
    throw cause;
  }
  return { lease: await tx.findOneOrFail(Lease, id) };
}

/** Moves a lease on, with its line of history. The caller holds its unit's row. */
export function moveLease(
  tx: EntityManager,
  lease: Lease,
  change: { readonly to: LeaseState; readonly action: LeaseAction; readonly until?: string },
  { now, actor, reason }: Done,
): void {
  const before = lease.recordedState;
  lease.recordedState = change.to;
  if (change.until) lease.until = change.until;
  lease.version += 1;
  tx.create(LeaseStep, {
    id: newId('lsp'),
    leaseRef: lease,
    action: change.action,
    at: now,
    actor: actor ?? null,
    reason: reason ?? null,
    before,
    after: change.to,
  });
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { type CalendarDay, dayOf, newId, sql } from '@millgate/kit';
import { moveLease } from '../lease/create-lease.ts';
import { type Lease, LeaseAction } from '../lease/lease.entity.ts';
import { LeaseState } from '../lease/lease.rules.ts';
import { freeUntilWithJob } from '../lease/tenancy.rules.ts';

/**
 * Takes what is decided of somebody's free lodging until the end of the transaction, before any unit: checking in and
 * hearing of a job would otherwise not see each other, and she would lodge free for three months beside her job.
 */
export const lockLodgingOf = (tx: EntityManager, workerId: string) =>
  sql(tx, `select pg_advisory_xact_lock(hashtextextended('lodging ' || ?::text, 0))`, [workerId]);

/** Ends free lodging with the search: grace after the first day of the job, and notes that a flat is to be offered then. */
export async function shortenLodging(
  tx: EntityManager,
  lease: Lease,
  job: { readonly id: string; readonly from: CalendarDay },
  now: Date,
): Promise<void> {
  const neededFrom = freeUntilWithJob(lease, job.from, dayOf(now));
  if (neededFrom < lease.until) {
    const change = { to: LeaseState.NOTICE, action: LeaseAction.SHORTEN, until: neededFrom };
    moveLease(tx, lease, change, { now, reason: job.id });
    await tx.flush();
  }
  await sql(
    tx,
    `insert into lodging_follow_up (id, lease_id, worker_id, needed_from, noted_at) values (?, ?, ?, ?, ?)
     on conflict (lease_id) do update set needed_from = excluded.needed_from where lodging_follow_up.offered_lease_id is null`,
    [newId('lfu'), lease.id, lease.tenantId, neededFrom, now],
  );
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { dayOf, type Secrets, sql } from '@millgate/kit';
import { openResidentId, sealedPhone, sealResidentId } from '../worker/seal.ts';
import { phoneOf } from '../worker/phone.ts';
import { HouseholdState, type Worker } from '../worker/worker.entity.ts';

/** What hangs on a merged record moves to the one that is kept. Each step runs in the transaction of the merge. */

/** Jobs move. A main job that overlaps one of the kept worker is secondary from then on: C3 holds for the person. */
export async function moveJobs(tx: EntityManager, keptId: string, mergedId: string) {
  const secondary = await sql(
    tx,
    `update employment e set "primary" = false
      where e.worker_id = ? and e."primary" and exists (
        select 1 from employment k
         where k.worker_id = ? and k."primary"
           and daterange(k.employed_from, k.employed_until) && daterange(e.employed_from, e.employed_until))
      returning e.id`,
    [mergedId, keptId],
  );
  const moved = await sql(tx, 'update employment set worker_id = ? where worker_id = ? returning id', [
    keptId,
    mergedId,
  ]);
  return { movedJobs: moved.length, secondaryJobs: secondary.length };
}

/**
 * Consents move with their history. One that is open ends where the kept worker has said something about the same
 * purpose since: that she gave it herself, or withdrew it. Answers how many ended.
 */
export async function moveConsents(tx: EntityManager, keptId: string, mergedId: string, now: Date): Promise<number> {
  const ended = await sql(
    tx,
    `update consent c set ends_at = greatest(?::timestamptz, c.given_at)
      where c.worker_id = ? and c.ends_at is null and exists (
        select 1 from consent k
         where k.worker_id = ? and k.purpose = c.purpose and (k.ends_at is null or k.ends_at > c.given_at))
      returning c.id`,
    [now, mergedId, keptId],
  );
  await sql(tx, 'update consent set worker_id = ? where worker_id = ?', [keptId, mergedId]);
  return ended.length;
}

/** Children move; one who is recorded with both is recorded once. Answers how many records ended. */
export async function moveDependants(tx: EntityManager, keptId: string, mergedId: string, now: Date): Promise<number> {
  const ended = await sql(
    tx,
    `update dependant d set ended_on = ?
      where d.guardian_id = ? and d.ended_on is null and exists (
        select 1 from dependant k
         where k.guardian_id = ? and k.ended_on is null and k.born_on = d.born_on and k.name_zh = d.name_zh)
      returning d.id`,
    [dayOf(now), mergedId, keptId],
  );
  await sql(tx, 'update dependant set guardian_id = ? where guardian_id = ?', [keptId, mergedId]);
  return ended.length;
}

/** Offices in grids’ teams move, and what is known of homes and cases; one that both hold in a grid is held once more, which hurts nobody. */
export async function moveOffices(tx: EntityManager, keptId: string, mergedId: string): Promise<void> {
  await sql(tx, 'update grid_member set worker_id = ? where worker_id = ?', [keptId, mergedId]);
  await sql(tx, 'update known_tenancy set worker_id = ? where worker_id = ?', [keptId, mergedId]);
  await sql(tx, 'update open_case set worker_id = ? where worker_id = ?', [keptId, mergedId]);
}

/** What only the merged record states, the kept one states from then on; a sealed text is sealed anew, for its worker. */
export async function movePapers(tx: EntityManager, secret: Secrets, kept: Worker, merged: Worker): Promise<void> {
  const { residentIdHash, residentIdSealed } = merged;
  merged.residentIdHash = null;
  merged.residentIdSealed = null;
  // Before the kept one states it: a resident ID stands in one row at a time (C1).
  await tx.flush();
  if (kept.residentIdHash === null && residentIdSealed !== null) {
    kept.residentIdHash = residentIdHash;
    kept.residentIdSealed = sealResidentId(secret, kept.id, openResidentId(secret, merged.id, residentIdSealed));
  }
  const phone = phoneOf(secret, kept) === null ? phoneOf(secret, merged) : null;
  if (phone !== null) Object.assign(kept, sealedPhone(secret, kept.id, phone));
  kept.bornOn ??= merged.bornOn;
  kept.nativePlaces ??= merged.nativePlaces;
  if (kept.settlementAppliedOn === null && merged.settlementAppliedOn !== null) {
    kept.settlementAppliedOn = merged.settlementAppliedOn;
    if (kept.settledOn === null) kept.householdState = HouseholdState.APPLYING;
  }
  if (kept.settledOn === null && merged.settledOn !== null) {
    kept.settledOn = merged.settledOn;
    kept.householdState = HouseholdState.SETTLED;
  }
  kept.revision += 1;
  merged.revision += 1;
  await tx.flush();
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { brokenConstraint, followingMerges, newId, sql } from '@millgate/kit';

/** Where a worker's id stands, and the rule that holds per person there. */
const held = [
  { table: 'lease', column: 'tenant_id', rule: 'H3' },
  { table: 'application', column: 'applicant_id', rule: 'H6' },
  { table: 'purchase_code', column: 'holder_id', rule: 'H4' },
  { table: 'home_purchase', column: 'buyer_id', rule: 'H5' },
  { table: 'known_employment', column: 'worker_id', rule: 'H2' },
  { table: 'open_case', column: 'worker_id', rule: 'H2' },
  { table: 'maintenance_request', column: 'tenant_id', rule: 'H2' },
  { table: 'lodging_follow_up', column: 'worker_id', rule: 'H3' },
] as const;

/**
 * Two records turned out to be one person: what was the one's is the other's. What a person may have once and both had
 * stays where it is and is noted for staff: nobody is evicted by a merge, and a third time is refused.
 */
export const workersMerged = followingMerges(async (tx, workerId, mergedIds) => {
  for (const mergedId of mergedIds) {
    for (const { table, column, rule } of held) {
      const rows = await sql<{ id: string }>(tx, `select id from ${table} where ${column} = ? order by id`, [mergedId]);
      for (const { id } of rows) {
        if (await moved(tx, `update ${table} set ${column} = ? where id = ?`, [workerId, id])) continue;
        await sql(
          tx,
          `insert into merge_conflict (id, rule, worker_id, merged_id, subject_id, noted_at) values (?, ?, ?, ?, ?, now())
           on conflict (subject_id) do nothing`,
          [newId('hmc'), rule, workerId, mergedId, id],
        );
      }
    }
  }
});

async function moved(tx: EntityManager, update: string, parameters: readonly string[]): Promise<boolean> {
  try {
    await tx.transactional((attempt) => sql(attempt, update, parameters));
    return true;
  } catch (cause) {
    if (brokenConstraint(cause)) return false;
    throw cause;
  }
}

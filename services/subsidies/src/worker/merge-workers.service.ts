import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from '@millgate/kit';
import { keptWorker } from './merged-worker.ts';

/**
 * Two records were one person: claims of both are hers. Where both had one for the same thing, the later is flagged as a
 * duplicate (S1): it is not paid from then on, and what was paid is for an officer to look at, never paid back by itself.
 */
export async function mergeWorkers(tx: EntityManager, workerId: string, mergedIds: readonly string[]): Promise<void> {
  const kept = await keptWorker(tx, workerId);
  for (const aliasId of mergedIds) {
    if (aliasId === kept) continue;
    await sql(tx, 'update merged_worker set worker_id = ? where worker_id = ?', [kept, aliasId]);
    await sql(
      tx,
      `insert into merged_worker (alias_id, worker_id) values (?, ?)
       on conflict (alias_id) do update set worker_id = excluded.worker_id`,
      [aliasId, kept],
    );
    await flagDuplicates(tx, kept, aliasId);
    await sql(tx, 'update claim set worker_id = ?, version = version + 1 where worker_id = ?', [kept, aliasId]);
  }
}

/** Of each two standing claims for the same thing, the one that was made later. */
const flagDuplicates = (tx: EntityManager, kept: string, aliasId: string) =>
  sql(
    tx,
    `with standing as (
       select id, program_id, subject_key,
              first_value(id) over (partition by program_id, subject_key order by submitted_at, id) as first
         from claim
        where worker_id in (?, ?) and state not in ('REFUSED', 'WITHDRAWN') and duplicate_of is null)
     update claim c set duplicate_of = s.first, version = c.version + 1
       from standing s where s.id = c.id and s.first <> s.id`,
    [kept, aliasId],
  );

import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from '@millgate/kit';

/**
 * Two records were one person: claims of both are hers. Where both had one for the same thing, the later is flagged as a
 * duplicate (S1): it is not paid from then on, and what was paid is for an officer to look at, never paid back by itself.
 */
export async function mergeWorkers(tx: EntityManager, kept: string, mergedIds: readonly string[]): Promise<void> {
  const ids = [kept, ...mergedIds];
  await sql(
    tx,
    `with standing as (
       select id, first_value(id) over (partition by program_id, subject_key order by submitted_at, id) as first
         from claim
        where worker_id in (select jsonb_array_elements_text(?::jsonb))
          and state not in ('REFUSED', 'WITHDRAWN') and duplicate_of is null)
     update claim c set duplicate_of = s.first, version = c.version + 1
       from standing s where s.id = c.id and s.first <> s.id`,
    [JSON.stringify(ids)],
  );
  await sql(
    tx,
    'update claim set worker_id = ?, version = version + 1 where worker_id in (select jsonb_array_elements_text(?::jsonb))',
    [kept, JSON.stringify(mergedIds)],
  );
}

import { type DueTask, sql } from '@millgate/kit';
import { mergeWorkers } from './merge-workers.service.ts';

/** A claim that was being written while its claimant's record was merged still names the old one. */
export const followMerges: DueTask = async (tx) => {
  const left = await sql<{ alias: string; id: string }>(
    tx,
    'select distinct a.alias, a.id from kit_alias a join claim c on c.worker_id = a.alias order by 1',
  );
  for (const { alias, id } of left) await mergeWorkers(tx, id, [alias]);
  return left.length;
};

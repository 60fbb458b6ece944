import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from '@millgate/kit';

/** The record that a worker's id names by now: the same, unless it was found to be another's second. */
export async function keptWorker(em: EntityManager, workerId: string): Promise<string> {
  const [row] = await sql<{ id: string }>(em, 'select worker_id as id from merged_worker where alias_id = ?', [
    workerId,
  ]);
  return row?.id ?? workerId;
}

import { followingMerges, sql } from '@millgate/kit';

/** Two records were one person: what she asked is hers under the id that is kept. Schema: `schema/events/WorkersMerged.json`. */
export const workersMerged = followingMerges(async (tx, workerId, mergedIds) => {
  const merged = JSON.stringify(mergedIds);
  const ids = '(select jsonb_array_elements_text(?::jsonb))';
  // Who asked comes before who is told: of a sealed one nobody else is told (A4).
  for (const [table, column] of [
    ['consultation', 'worker_id'],
    ['consultation', 'author_id'],
    ['advisor_notice', 'person_id'],
  ] as const) {
    await sql(tx, `update ${table} set ${column} = ? where ${column} in ${ids}`, [workerId, merged]);
  }
});

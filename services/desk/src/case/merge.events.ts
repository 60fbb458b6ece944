import { followingMerges, sql } from '@millgate/kit';

/** Where a person's id stands. What happened stays as it was written: `case_step.actor` names who acted then. */
const held = [
  ['case', 'worker_id'],
  ['case', 'filed_by'],
  ['queue_ticket', 'worker_id'],
  ['notice', 'person_id'],
  ['notice_delivery', 'person_id'],
] as const;

/**
 * Two records were one person: her cases, numbers and notices are hers under the id that is kept. Schema:
 * `schema/events/WorkersMerged.json`.
 */
export const workersMerged = followingMerges(async (tx, workerId, mergedIds) => {
  const merged = JSON.stringify(mergedIds);
  const ids = '(select jsonb_array_elements_text(?::jsonb))';
  for (const [table, column] of held) {
    await sql(tx, `update "${table}" set ${column} = ? where ${column} in ${ids}`, [workerId, merged]);
  }
  // The wishes of the kept record stand. A hook does not move: its secret was made for the other id.
  await sql(
    tx,
    `insert into notice_preference (person_id, email, email_confirmed_at, kinds)
     select ?, email, email_confirmed_at, kinds from notice_preference where person_id in ${ids}
      order by email_confirmed_at desc nulls last, person_id limit 1
     on conflict (person_id) do nothing`,
    [workerId, merged],
  );
  await sql(tx, `delete from notice_preference where person_id in ${ids}`, [merged]);
});

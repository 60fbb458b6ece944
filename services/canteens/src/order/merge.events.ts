import { followingMerges, sql } from '@millgate/kit';

/**
 * Two records were one person: her orders and jobs are hers under the id that is kept, and what she ordered by both
 * counts towards one limit (M4). What was ordered beyond it stands; more is refused. Schema:
 * `schema/events/WorkersMerged.json`.
 */
export const workersMerged = followingMerges(async (tx, workerId, mergedIds) => {
  const merged = JSON.stringify(mergedIds);
  const ids = '(select jsonb_array_elements_text(?::jsonb))';
  await sql(tx, `update meal_order set worker_id = ? where worker_id in ${ids}`, [workerId, merged]);
  await sql(tx, `update known_employment set worker_id = ? where worker_id in ${ids}`, [workerId, merged]);
  await sql(tx, `update open_case set worker_id = ? where worker_id in ${ids}`, [workerId, merged]);
  await sql(
    tx,
    `insert into known_elder (worker_id, since) select ?, min(since) from known_elder
      where worker_id = ? or worker_id in ${ids} having count(*) > 0
     on conflict (worker_id) do update set since = excluded.since`,
    [workerId, workerId, merged],
  );
  await sql(tx, `delete from known_elder where worker_id in ${ids}`, [merged]);
  for (const [table, of] of [
    ['meal_allowance', 'canteen_id, served_on, period'],
    ['meal_plan_use', 'enterprise_id, served_on'],
  ] as const) {
    await sql(
      tx,
      `insert into ${table} (worker_id, ${of}, used, allowed)
       select ?, ${of}, sum(used), greatest(max(allowed), sum(used)) from ${table}
        where worker_id = ? or worker_id in ${ids} group by ${of}
       on conflict (worker_id, ${of}) do update set used = excluded.used, allowed = excluded.allowed`,
      [workerId, workerId, merged],
    );
    await sql(tx, `delete from ${table} where worker_id in ${ids}`, [merged]);
  }
});

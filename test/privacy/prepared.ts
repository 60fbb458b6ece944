import { setTimeout as sleep } from 'node:timers/promises';
import { persona } from '@millgate/demo';
import { onConnection } from '@millgate/kit';
import { runDue } from '../support/due.ts';
import type { RunningGraph } from '../support/graph.ts';
import { handledCase } from './world.ts';

/** The handler has an open case about the welder, and the registry knows. */
export async function giveCaseToHandler(graph: RunningGraph): Promise<void> {
  await onConnection(graph.databaseUrl('desk'), (client) =>
    client.query(`update "case" set owner_id = $1, kind = 'APPLICATION' where id = $2`, [
      persona('handler').id,
      handledCase,
    ]),
  );
  await runDue(graph, 'runDeskDue');
  const knownTo = (subgraph: string) =>
    onConnection(graph.databaseUrl(subgraph), async (client) => {
      const { rows } = await client.query('select 1 from open_case where handler_id = $1', [persona('handler').id]);
      return rows.length > 0;
    });
  for (const subgraph of ['community', 'housing', 'canteens']) while (!(await knownTo(subgraph))) await sleep(100);
}

/** Waits until the registry was told of all that homes have to tell it: who lives where. */
export async function registryKnowsTenants(graph: RunningGraph): Promise<void> {
  await runDue(graph, 'runHousingDue');
  const waiting = () =>
    onConnection(graph.databaseUrl('housing'), async (client) => {
      const { rows } = await client.query(
        `select 1 from kit_delivery where subscriber = 'community' and delivered_at is null limit 1`,
      );
      return rows.length > 0;
    });
  while (await waiting()) await sleep(100);
}

/** Somebody who has a home asks for a repair: the demo data hold none. */
export async function reportRepair(graph: RunningGraph): Promise<void> {
  const [lease] = await onConnection(graph.databaseUrl('housing'), async (client) => {
    const sql = `select id, tenant_id from lease where state = 'ACTIVE' and let_until > '2026-12-01' order by id limit 1`;
    return (await client.query<{ id: string; tenant_id: string }>(sql)).rows;
  });
  const reported = await graph.ask(
    { id: lease?.tenant_id ?? '', roles: [{ role: 'WORKER', scope: lease?.tenant_id ?? '' }] },
    `mutation($input: RequestMaintenanceInput!) { requestMaintenance(input: $input) { userErrors { code } } }`,
    { input: { idempotencyKey: 'door', leaseId: lease?.id, kind: 'DOORS', description: '门锁坏了' } },
  );
  if (reported.errors) throw new Error(JSON.stringify(reported.errors));
}

/** The serving at which the welder ate: nobody ordered a meal in the demo data whom a persona speaks for. */
export async function servingOfWelder(graph: RunningGraph): Promise<string> {
  return onConnection(graph.databaseUrl('canteens'), async (client) => {
    const sql = 'update meal_order set worker_id = $1 where id = (select min(id) from meal_order) returning serving_id';
    const { rows } = await client.query<{ serving_id: string }>(sql, [persona('welder').id]);
    return rows[0]?.serving_id ?? '';
  });
}

import { forgetExpiredKeys } from '../database/idempotency.ts';
import type { Database } from '../database/orm.ts';
import type { DueTask } from '../schema/definition.ts';
import type { Services } from './context.ts';

/** Runs every task that time makes due, each in a transaction of its own; running one twice moves nothing twice. */
export async function runAllDue(
  database: Database,
  tasks: Readonly<Record<string, DueTask>>,
  now: Date,
  services: Services,
): Promise<Record<string, number>> {
  const moved: Record<string, number> = {};
  for (const [name, task] of Object.entries(tasks)) {
    moved[name] = await database.fork().transactional((tx) => task(tx, now, services));
  }
  await forgetExpiredKeys(database.fork(), now);
  services.nudge();
  return moved;
}

import { forgetExpiredKeys } from '../database/idempotency.ts';
import type { Clock } from '../clock.ts';
import { reason } from '../database/databases.ts';
import type { Logger } from '../log.ts';
import type { Database } from '../database/orm.ts';
import type { DueTask } from '../schema/definition.ts';
import type { Services } from './context.ts';

/** How often a process looks for what has become due. Replicas may all look: a task moves what is due once. */
const lookMillis = 30_000;

/** Runs what becomes due by the real clock, from now until stopped. */
export function startDueTimer(run: (now: Date) => Promise<unknown>, clock: Clock, log: Logger): NodeJS.Timeout {
  return setInterval(() => {
    run(clock.now()).catch((cause: unknown) => log.error({ cause: reason(cause) }, 'what is due could not be done'));
  }, lookMillis).unref();
}

/**
 * Runs every task that time makes due, each in a transaction of its own; running one twice moves nothing twice. A task
 * that fails stops no other: who waits for a reminder has nothing to do with a pool that cannot expire. What failed is
 * thrown when all have run.
 */
export async function runAllDue(
  database: Database,
  tasks: Readonly<Record<string, DueTask>>,
  now: Date,
  services: Pick<Services, 'publish' | 'graph' | 'log' | 'folder' | 'nudge' | 'secret' | 'outside'>,
): Promise<Record<string, number>> {
  const moved: Record<string, number> = {};
  const failed: unknown[] = [];
  for (const [name, task] of Object.entries(tasks)) {
    try {
      moved[name] = await database.fork().transactional((tx) => task(tx, now, services));
    } catch (cause) {
      services.log.error({ task: name, cause: reason(cause) }, 'a task that is due failed');
      failed.push(cause);
    }
  }
  await forgetExpiredKeys(database.fork(), now);
  services.nudge();
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} of the tasks that are due failed`);
  return moved;
}

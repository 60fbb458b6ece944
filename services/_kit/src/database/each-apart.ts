import type { EntityManager } from '@mikro-orm/postgresql';
import type { Logger } from '../log.ts';
import { reason } from './databases.ts';

/**
 * Does something with each thing, in a savepoint of its own: one that fails is rolled back alone and logged, and holds up
 * none after it. What `work` changes it loads by the savepoint it is given. Answers how many were done.
 */
export async function eachApart<Thing extends { readonly id: string }>(
  tx: EntityManager,
  things: readonly Thing[],
  log: Pick<Logger, 'error'>,
  work: (savepoint: EntityManager, thing: Thing) => Promise<unknown>,
): Promise<number> {
  let done = 0;
  for (const thing of things) {
    try {
      await tx.fork({ keepTransactionContext: true }).transactional((savepoint) => work(savepoint, thing));
      done += 1;
    } catch (cause) {
      log.error({ thing: thing.id, cause: reason(cause) }, 'something that is due could not be done');
    }
  }
  return done;
}

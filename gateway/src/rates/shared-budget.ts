import { createHmac } from 'node:crypto';
import type { Clock, Database, Logger } from '@millgate/kit';
import { windowSeconds } from './account.ts';

/** What accounts have spent in the present window, over all replicas. */
export interface SharedBudget {
  /** Adds to what an account has spent in a window; answers the sum. Undefined: nobody can say now. */
  spend(account: string, window: number, points: number): Promise<number | undefined>;
}

export interface SharedBudgetOptions {
  readonly database: Database;
  readonly secret: Buffer;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A window in a million is looked at again by whoever comes after it; the rest is swept now and then. */
const sweepEvery = 1_000;

/**
 * One row an account, in the gateway’s database. The row is named by a digest: who asked, and from where, is nobody’s
 * business afterwards. When the database does not answer, each replica counts for itself until it does.
 */
export function sharedBudget({ database, secret, clock, log }: SharedBudgetOptions): SharedBudget {
  let taken = 0;
  let complainedAt = 0;
  const sweep = async (window: number) => {
    await database.fork().execute('delete from "rate_window" where "window" < ?', [window - 1]);
  };
  return {
    async spend(account, window, points) {
      const name = createHmac('sha256', secret).update(account).digest('base64url').slice(0, 24);
      try {
        if (++taken % sweepEvery === 0) await sweep(window);
        const [row] = await database.fork().execute<{ spent: string }[]>(
          `insert into "rate_window" as held ("account", "window", "spent") values (?, ?, ?)
             on conflict ("account") do update set
               "spent" = case when held."window" < excluded."window" then excluded."spent" else held."spent" + excluded."spent" end,
               "window" = greatest(held."window", excluded."window")
           returning "spent"`,
          [name, window, points],
        );
        return Number(row?.spent);
      } catch (cause) {
        const now = clock.now().getTime();
        if (now - complainedAt > windowSeconds * 1000) {
          complainedAt = now;
          log.warn({ fault: (cause as Error).name }, 'rates are counted by each replica alone');
        }
        return undefined;
      }
    },
  };
}

import type { EntityManager } from '@mikro-orm/postgresql';
import { callerKey, type Caller, sql } from '@millgate/kit';
import type { Attempts } from './purchase.rules.ts';

/**
 * How often a caller was wrong lately. Takes the caller's row until the end of the transaction, so that attempts made
 * at once are looked at one by one: a hundred parallel guesses are not a hundred first guesses.
 */
export async function attemptsOf(tx: EntityManager, caller: Caller, now: Date): Promise<Attempts> {
  const [row] = await sql<{ failed: number; since: Date | string }>(
    tx,
    `insert into purchase_code_attempts (caller, since) values (?, ?)
     on conflict (caller) do update set caller = excluded.caller returning failed, since`,
    [callerKey(caller), now],
  );
  return row ? { failed: row.failed, since: new Date(row.since) } : { failed: 0, since: now };
}

export const recordAttempts = (tx: EntityManager, caller: Caller, { failed, since }: Attempts) =>
  sql(tx, 'update purchase_code_attempts set failed = ?, since = ? where caller = ?', [
    failed,
    since,
    callerKey(caller),
  ]);

import type { EntityManager } from '@mikro-orm/postgresql';
import { sql, type Database } from '../database/orm.ts';
import type { EventHandler } from '../events/inbox.ts';
import type { Logger } from '../log.ts';
import { reason } from '../database/databases.ts';
import type { Caller } from './caller.ts';

/** How often a process looks for merges that another one recorded. */
const lookMillis = 2_000;

/** What a worker's id names by now: the id itself, unless its record was merged into another. */
export async function canonicalId(tx: EntityManager, id: string): Promise<string> {
  const [row] = await sql<{ id: string }>(tx, 'select id from kit_alias where alias = ?', [id]);
  return row?.id ?? id;
}

/**
 * Remembers, in the transaction of `tx`, that ids name another's record; answers what that one is named by now. In
 * whatever order two merges arrive, both end at the same id: an alias never points at an alias. One at a time, so that
 * no two of them miss each other.
 */
export async function rememberAliases(tx: EntityManager, id: string, aliases: readonly string[]): Promise<string> {
  await sql(tx, `select pg_advisory_xact_lock(hashtext('kit_alias'))`);
  const target = await canonicalId(tx, id);
  const pointed = JSON.stringify(aliases.filter((alias) => alias !== target));
  await sql(
    tx,
    `update kit_alias set id = ?, version = nextval('kit_alias_version')
      where id <> ? and id in (select jsonb_array_elements_text(?::jsonb))`,
    [target, target, pointed],
  );
  await sql(
    tx,
    `insert into kit_alias (alias, id) select alias, ? from jsonb_array_elements_text(?::jsonb) alias
     on conflict (alias) do update set id = excluded.id, version = nextval('kit_alias_version')`,
    [target, pointed],
  );
  return target;
}

/**
 * Acts on `WorkersMerged`: remembers the aliases, so that whoever still signs in by one of them speaks as the worker
 * that is kept, then lets the subgraph move what it holds of them.
 */
export const followingMerges =
  (move: (tx: EntityManager, workerId: string, mergedIds: readonly string[]) => Promise<void>): EventHandler =>
  async (tx, { payload }) => {
    const { workerId, mergedIds } = payload as { workerId: string; mergedIds: string[] };
    const target = await rememberAliases(tx, workerId, mergedIds);
    await move(
      tx,
      target,
      mergedIds.filter((id) => id !== target),
    );
  };

/** The aliases as this process knows them. Merges are rare and few, so all of them are kept. */
export interface AliasBook {
  /** The caller, under the id that her record has by now. */
  speaker(caller: Caller): Caller;
  /** Reads what was merged since it looked last. */
  look(): Promise<void>;
  begin(): void;
  /** Resolves when the last look has ended. */
  stop(): Promise<void>;
}

export function aliasBook(database: Database, log: Logger): AliasBook {
  const names = new Map<string, string>();
  let seen = '0';
  let timer: NodeJS.Timeout | undefined;
  const look = async () => {
    const fresh = await sql<{ alias: string; id: string; version: string }>(
      database.fork(),
      'select alias, id, version from kit_alias where version > ? order by version',
      [seen],
    );
    for (const { alias, id, version } of fresh) {
      names.set(alias, id);
      seen = version;
    }
  };
  let looking: Promise<void> | undefined;
  const lookSafely = () =>
    (looking ??= look()
      .catch((cause: unknown) => log.error({ cause: reason(cause) }, 'merged records could not be read'))
      .finally(() => (looking = undefined)));
  return {
    speaker(caller) {
      const id = caller.kind === 'PERSON' ? names.get(caller.id) : undefined;
      if (caller.kind !== 'PERSON' || id === undefined) return caller;
      const roles = caller.roles.map((grant) => (grant.scope === caller.id ? { ...grant, scope: id } : grant));
      return { ...caller, id, roles };
    },
    look,
    begin() {
      void lookSafely();
      timer ??= setInterval(() => void lookSafely(), lookMillis).unref();
    },
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}

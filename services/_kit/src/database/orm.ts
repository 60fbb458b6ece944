import { randomUUID } from 'node:crypto';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { Migrator, type Migration } from '@mikro-orm/migrations';
import { MikroORM, type EntityClass, type EntityManager } from '@mikro-orm/postgresql';
import { StartError } from '../config.ts';
import { onConnection, reason, withoutPassword } from './databases.ts';
import { KitAliasMigration } from './kit-alias.migration.ts';
import { KitMigration } from './kit.migration.ts';

export type MigrationClass = new (...args: ConstructorParameters<typeof Migration>) => Migration;

export interface DatabaseOptions {
  readonly url: string;
  readonly entities: readonly EntityClass<object>[];
  readonly migrations: readonly MigrationClass[];
  /** Called with each statement sent; tests count them. */
  readonly onStatement?: (sql: string) => void;
}

/** One subgraph's database. */
export interface Database {
  /** A unit of work of its own; one a request. */
  fork(): EntityManager;
  /** Brings the tables up to date. Safe to call from several processes at once. */
  migrate(): Promise<void>;
  /** Fails with a `StartError` when a migration is missing. */
  requireMigrated(): Promise<void>;
  /** A cheap proof that the database answers. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Any number that two processes agree on; taken while migrating. */
const migrationLock = 7_240_917;

export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  await onConnection(options.url, async () => undefined);
  const orm = await MikroORM.init({
    clientUrl: options.url,
    // Transactions travel with the asynchronous context, by this name. Under one name for all, whoever is called within
    // a transaction of one subgraph, as a consumer of an event is in one process, would write into that one’s database.
    contextName: randomUUID(),
    entities: [...options.entities],
    discovery: { warnWhenNoEntities: false },
    metadataProvider: ReflectMetadataProvider,
    extensions: [Migrator],
    migrations: {
      migrationsList: [KitMigration, KitAliasMigration, ...options.migrations],
      snapshot: false,
      transactional: true,
      allOrNothing: true,
    },
    pool: { min: 0, max: 10 },
    forceUtcTimezone: true,
    // No entity knows the other side of a relation. What would keep two sides in step is made anew for every property of
    // every row, and cost loading a list a third of its time (ADR 30).
    propagationOnPrototype: false,
    logger: () => undefined,
    ...(options.onStatement ? { onQuery: (sql: string) => (options.onStatement?.(sql), sql) } : {}),
  });
  return {
    fork: () => orm.em.fork(),
    async migrate() {
      await onConnection(options.url, async (client) => {
        await client.query('select pg_advisory_lock($1)', [migrationLock]);
        await orm.migrator.up();
      });
    },
    async requireMigrated() {
      const pending = await orm.migrator.getPending();
      if (pending.length === 0) return;
      const address = withoutPassword(options.url);
      throw new StartError(
        `the database at ${address} lacks ${pending.length} migration(s), first ${pending[0]?.name}; run: millgate migrate`,
      );
    },
    async ping() {
      await orm.em.fork().execute('select 1');
    },
    close: () => orm.close(true),
  };
}

/** Runs SQL in the transaction of `em`, if it is in one. Parameters are written `?`. */
export async function sql<Row extends object>(
  em: EntityManager,
  text: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  return em.execute<Row[]>(text, [...parameters]);
}

/** The constraint that a statement broke, if that is why it failed. */
export function brokenConstraint(cause: unknown): string | undefined {
  const { code, constraint } = cause as { code?: string; constraint?: string };
  return code?.startsWith('23') ? constraint : undefined;
}

export { reason };

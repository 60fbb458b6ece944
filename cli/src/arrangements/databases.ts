import { join } from 'node:path';
import {
  type Config,
  type Database,
  ensureDatabase,
  keysIn,
  seedDatabase,
  startEmbedded,
  type SubgraphDefinition,
  systemClock,
  withDatabase,
} from '@millgate/kit';

/** The server that holds the databases of every subgraph and of the gateway. */
export interface DatabaseServer {
  /** The part’s own database, created where it is missing. */
  databaseOf(name: string): Promise<string>;
  /** Ends the server if it came along; leaves one that `DATABASE_URL` names alone. */
  stop(): Promise<void>;
}

/** `millgate_NAME` on the server that comes along; `BASE_NAME` on the one that `DATABASE_URL` names. */
export async function openServer(config: Config): Promise<DatabaseServer> {
  const embedded = config.databaseUrl
    ? undefined
    : await startEmbedded(join(config.home, 'postgres'), { durable: true });
  const url = embedded?.url ?? config.databaseUrl ?? '';
  const base = embedded ? 'millgate' : new URL(url).pathname.slice(1) || 'millgate';
  return {
    async databaseOf(name) {
      await ensureDatabase(withDatabase(url, 'postgres'), `${base}_${name}`);
      return withDatabase(url, `${base}_${name}`);
    },
    stop: async () => embedded?.stop(),
  };
}

export const seedOnce = async (config: Config, database: Database, definition: SubgraphDefinition): Promise<boolean> =>
  seedDatabase(database, definition, {
    now: systemClock.now(),
    secret: await keysIn(join(config.home, 'keys')).secrets(definition.name),
  });

import { join } from 'node:path';
import { type Clock, type Config, createLogger, type Database, keysIn, StartError, systemClock } from '@millgate/kit';
import { createRegistry, type KnownDocument, openRegistryDatabase, type Registry } from '@millgate/registry';
import {
  committedGrants,
  recordedOperationFiles,
  subgraphSdl,
  subgraphsOf,
  subgraphUrls,
  supergraphSdl,
} from '@millgate/schema';
import type { Served } from './alone.ts';
import { partnerProbe } from './partner-probe.ts';

/** The registry on a database that is open and migrated, with the subgraphs that come with the program. */
export async function registryOn(
  config: Config,
  database: Database,
  documents: () => Promise<readonly KnownDocument[]> = async () => [],
  clock: Clock = systemClock,
): Promise<Registry> {
  const addresses = new Map([...subgraphUrls(), ...config.subgraphUrls]);
  const recorded = recordedOperationFiles().map(({ name, text }) => ({ who: 'recorded operations', name, text }));
  const keys = keysIn(join(config.home, 'keys'));
  return createRegistry({
    database,
    keys,
    ...partnerProbe(config, keys),
    clock,
    log: createLogger(config.logLevel),
    own: {
      subgraphs: subgraphsOf(supergraphSdl()).map((name) => ({
        name,
        sdl: subgraphSdl(name),
        url: `${addresses.get(name) ?? `http://${name}.invalid`}/graphql`,
      })),
      supergraph: supergraphSdl(),
    },
    grants: committedGrants(),
    addresses: { allowed: config.partnerNetworks },
    documents: async () => [...recorded, ...(await documents())],
  });
}

/** The registry as a process of its own, on the database that `DATABASE_URL` names. */
export async function startRegistryAlone(config: Config, address: { host: string; port: number }): Promise<Served> {
  if (!config.databaseUrl) throw new StartError('set DATABASE_URL to the database of registry');
  const database = await openRegistryDatabase(config.databaseUrl);
  try {
    await database.requireMigrated();
    const registry = await registryOn(config, database);
    const url = await registry.listen(address).catch(async (cause: unknown) => {
      await registry.stop();
      throw cause;
    });
    return {
      url,
      async stop() {
        await registry.stop();
        await database.close();
      },
    };
  } catch (cause) {
    await database.close();
    throw cause;
  }
}

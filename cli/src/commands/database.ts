import { Argument, type Command } from 'commander';
import { type Database, openDatabase, readConfig, type Config } from '@millgate/kit';
import { openServer, seedOnce } from '../arrangements/databases.ts';
import { loadSubgraph, subgraphNames, type SubgraphName } from '../subgraphs.ts';

/** Imported only when asked for: the other commands need not wait for it. */
const openGateway = async (url: string) => (await import('@millgate/gateway')).openGatewayDatabase(url);

const openRegistry = async (url: string) => (await import('@millgate/registry')).openRegistryDatabase(url);

type Part = SubgraphName | 'gateway' | 'registry';

/** `migrate` and `seed`, for one part on the database that DATABASE_URL names, or for all as `start` lays them out. */
export function registerDatabase(program: Command): void {
  program
    .command('migrate')
    .description('Bring the tables of one part, or of all, up to date.')
    .addArgument(
      new Argument('[name]', 'one subgraph, gateway or registry; without it, all').choices([
        ...subgraphNames,
        'gateway',
        'registry',
      ]),
    )
    .action((name?: Part) => onEach(readConfig(process.env), name, false));
  program
    .command('seed')
    .description('Migrate, and write the demo data where they were not written before.')
    .addArgument(new Argument('[name]', 'one subgraph; without it, all').choices(subgraphNames))
    .action((name?: SubgraphName) => onEach(readConfig(process.env), name, true));
}

async function onEach(config: Config, only: Part | undefined, seed: boolean): Promise<void> {
  const server = await openServer(config);
  try {
    for (const name of only ? [only] : [...subgraphNames, 'gateway' as const, 'registry' as const]) {
      const url = only && config.databaseUrl ? config.databaseUrl : await server.databaseOf(name);
      process.stdout.write(`${name}: ${await bringUpToDate(config, name, url, seed)}\n`);
    }
  } finally {
    await server.stop();
  }
}

async function bringUpToDate(config: Config, name: Part, url: string, seed: boolean): Promise<string> {
  // The gateway and the registry have nothing that could be invented for them.
  if (name === 'gateway' || name === 'registry') {
    return onDatabase(await (name === 'gateway' ? openGateway : openRegistry)(url), async () => 'migrated');
  }
  const definition = await loadSubgraph(name);
  const opened = await openDatabase({ url, entities: definition.entities, migrations: definition.migrations });
  return onDatabase(opened, async (database) => {
    if (!seed) return 'migrated';
    return (await seedOnce(config, database, definition)) ? 'migrated and seeded' : 'migrated; was seeded before';
  });
}

async function onDatabase(database: Database, work: (database: Database) => Promise<string>): Promise<string> {
  try {
    await database.migrate();
    return await work(database);
  } finally {
    await database.close();
  }
}

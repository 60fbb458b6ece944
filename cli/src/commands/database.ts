import { Argument, type Command } from 'commander';
import { openDatabase, readConfig, type Config } from '@millgate/kit';
import { openServer } from '../arrangements/databases.ts';
import { loadSubgraph, subgraphNames, type SubgraphName } from '../subgraphs.ts';

/** `migrate` and `seed`, for one subgraph on the database that DATABASE_URL names, or for all as `start` lays them out. */
export function registerDatabase(program: Command): void {
  const subgraph = () => new Argument('[name]', 'one subgraph; without it, all').choices(subgraphNames);
  program
    .command('migrate')
    .description('Bring the tables of one subgraph, or of all, up to date.')
    .addArgument(subgraph())
    .action((name?: SubgraphName) => onEach(readConfig(process.env), name, false));
  program
    .command('seed')
    .description('Migrate, and write the demo data where they were not written before.')
    .addArgument(subgraph())
    .action((name?: SubgraphName) => onEach(readConfig(process.env), name, true));
}

async function onEach(config: Config, only: SubgraphName | undefined, seed: boolean): Promise<void> {
  const server = await openServer(config);
  try {
    for (const name of only ? [only] : subgraphNames) {
      const url = only && config.databaseUrl ? config.databaseUrl : await server.databaseOf(name);
      process.stdout.write(`${name}: ${await bringUpToDate(config, name, url, seed)}\n`);
    }
  } finally {
    await server.stop();
  }
}

async function bringUpToDate(config: Config, name: SubgraphName, url: string, seed: boolean): Promise<string> {
  const definition = await loadSubgraph(name);
  const { seedOnce } = await import('../arrangements/databases.ts');
  const database = await openDatabase({ url, entities: definition.entities, migrations: definition.migrations });
  try {
    await database.migrate();
    if (!seed) return 'migrated';
    return (await seedOnce(config, database, definition)) ? 'migrated and seeded' : 'migrated; was seeded before';
  } finally {
    await database.close();
  }
}

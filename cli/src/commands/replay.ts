import type { Command } from 'commander';
import { openDatabase, readConfig, StartError } from '@millgate/kit';
import { openServer } from '../arrangements/databases.ts';
import { loadSubgraph } from '../subgraphs.ts';

/** Takes every stored decision about subsidies again, and says which come out otherwise. */
export function registerReplay(program: Command): void {
  program
    .command('replay')
    .description('Take every stored subsidy decision again, by its own rules, facts and day; fail if any differs.')
    .action(async () => {
      const config = readConfig(process.env);
      const [{ replayDecisions }, { entities, migrations }] = await Promise.all([
        import('@millgate/subsidies/replay'),
        loadSubgraph('subsidies'),
      ]);
      const server = await openServer(config);
      try {
        const database = await openDatabase({ url: await server.databaseOf('subsidies'), entities, migrations });
        try {
          await database.requireMigrated();
          const { decisions, differences, unbalanced } = await replayDecisions(database.fork());
          for (const { claimId, program: code, why } of differences)
            process.stdout.write(`${claimId} ${code}: ${why}\n`);
          for (const id of unbalanced) process.stdout.write(`${id}: balances are not the sums of the ledger\n`);
          const faults = differences.length + unbalanced.length;
          process.stdout.write(`${decisions} decisions, ${differences.length} differences\n`);
          if (faults > 0) throw new StartError(`${faults} fault(s) in the books of subsidies`);
        } finally {
          await database.close();
        }
      } finally {
        await server.stop();
      }
    });
}

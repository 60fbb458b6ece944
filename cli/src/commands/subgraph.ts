import { Argument, type Command } from 'commander';
import { readConfig } from '@millgate/kit';
import { portNumber } from '../options.ts';
import { subgraphNames, type SubgraphName } from '../subgraphs.ts';
import { registerPartner } from './partner.ts';
import { untilAskedToStop } from '../until-asked-to-stop.ts';
import { addSubgraphTest } from './subgraph-test.ts';

export function registerSubgraph(program: Command): void {
  const subgraph = program
    .command('subgraph')
    .description('Serve one subgraph as a process of its own, on the database that DATABASE_URL names.')
    .addArgument(new Argument('<name>', 'the subgraph').choices(subgraphNames))
    .option('--port <number>', 'port (PORT, else the one of schema/graph.yaml)', portNumber)
    .action(async (name: SubgraphName, { port }: { port?: number }) => {
      const { startSubgraphAlone } = await import('../arrangements/alone.ts');
      const served = await startSubgraphAlone(readConfig(process.env), name, port);
      process.stdout.write(`${name} is ready: ${served.url}\n`);
      await untilAskedToStop();
      await served.stop();
    });
  addSubgraphTest(subgraph);
  registerPartner(subgraph);
}

import type { Command } from 'commander';
import { readConfig } from '@millgate/kit';
import { untilAskedToStop } from '../until-asked-to-stop.ts';

export function registerStart(program: Command): void {
  program
    .command('start')
    .description('Start every subgraph and the gateway in one process, with the database and demo data.')
    .option('--port <number>', 'port of the gateway (PORT)')
    .option('--executor <name>', 'compiled or stock', 'compiled')
    .action(async (options: { port?: string; executor: 'compiled' | 'stock' }) => {
      const config = readConfig({ ...process.env, ...(options.port ? { PORT: options.port } : {}) });
      const { startWholeGraph } = await import('../arrangements/in-one-process.ts');
      const graph = await startWholeGraph({ config, executor: options.executor, pages: true });
      try {
        const url = await graph.gateway.listen({ host: config.host, port: config.port ?? 4000 });
        process.stdout.write(`Millgate is ready: ${url}\n`);
        await untilAskedToStop();
      } finally {
        await graph.stop();
      }
    });
}

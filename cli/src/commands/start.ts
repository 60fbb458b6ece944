import type { Command } from 'commander';
import { readConfig } from '@millgate/kit';
import { portNumber } from '../options.ts';
import { untilAskedToStop } from '../until-asked-to-stop.ts';

export function registerStart(program: Command): void {
  program
    .command('start')
    .description('Start every subgraph and the gateway in one process, with the database and demo data.')
    .option('--port <number>', 'port of the gateway (PORT)')
    .option('--executor <name>', 'compiled or stock', 'compiled')
    .option('--registry-port <number>', 'port of the registry; without it, 400 above the gateway’s', portNumber)
    .action(async (options: { port?: string; executor: 'compiled' | 'stock'; registryPort?: number }) => {
      const config = readConfig({ ...process.env, ...(options.port ? { PORT: options.port } : {}) });
      const { startWholeGraph } = await import('../arrangements/in-one-process.ts');
      const port = config.port ?? 4000;
      const registry = { host: config.host, port: options.registryPort ?? (port === 0 ? 0 : port + 400) };
      const graph = await startWholeGraph({ config, executor: options.executor, registry, pages: true });
      try {
        const url = await graph.gateway.listen({ host: config.host, port });
        process.stdout.write(`Millgate is ready: ${url}\nIts registry: ${graph.registryUrl}\n`);
        await untilAskedToStop();
      } finally {
        await graph.stop();
      }
    });
}

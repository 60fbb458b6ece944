import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { untilAskedToStop } from '../until-asked-to-stop.ts';

interface GatewayOptions {
  readonly supergraph: string;
  readonly port: number;
  readonly executor: 'compiled' | 'stock';
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('A port is 0 to 65535.');
  return port;
}

export function registerGateway(program: Command): void {
  program
    .command('gateway')
    .description('Serve any federation 2 supergraph at /graphql: anonymous, no other configuration.')
    .requiredOption('--supergraph <file>', 'the composed supergraph, as SDL')
    .option('--port <number>', 'port of the gateway', portNumber, 4000)
    .addOption(
      new Option('--executor <name>', 'who runs query plans').choices(['compiled', 'stock']).default('compiled'),
    )
    .action(async ({ supergraph, port, executor }: GatewayOptions) => {
      const { serveEngine } = await import('@millgate/gateway/engine');
      const served = await serveEngine({ supergraphSdl: readFileSync(supergraph, 'utf8'), port, executor });
      process.stdout.write(`The gateway is ready: ${served.url}\n`);
      await untilAskedToStop();
      await served.stop();
    });
}

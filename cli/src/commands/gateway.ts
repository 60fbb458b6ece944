import { readFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { type Config, readConfig, StartError } from '@millgate/kit';
import { portNumber } from '../options.ts';
import { untilAskedToStop } from '../until-asked-to-stop.ts';

interface GatewayOptions {
  readonly supergraph?: string;
  readonly registry?: string;
  readonly port?: number;
  readonly executor: 'compiled' | 'stock';
  readonly adminPort?: number;
  readonly share?: boolean;
  readonly traces?: boolean;
}

const defaultPort = 4000;

export function registerGateway(program: Command): void {
  program
    .command('gateway')
    .description(
      'Serve the graph from subgraphs that run as processes of their own; with --supergraph, any federation 2 supergraph, anonymously.',
    )
    .option('--supergraph <file>', 'a composed supergraph, as SDL; whoever starts it trusts its subgraphs')
    .option('--registry <url>', 'the registry to have the graph from (REGISTRY_URL)')
    .option('--port <number>', `port of the gateway (PORT, else ${defaultPort})`, portNumber)
    .option(
      '--admin-port <number>',
      'port of the metrics, for this machine alone; without it nothing is measured',
      portNumber,
    )
    .option('--traces', 'with --supergraph: make OpenTelemetry spans, for the SDK that NODE_OPTIONS=--import registers')
    .option('--share', 'with --supergraph: ask once for identical queries that are in flight')
    .addOption(
      new Option('--executor <name>', 'who runs query plans').choices(['compiled', 'stock']).default('compiled'),
    )
    .action(async ({ supergraph, registry, port, executor, adminPort, share, traces }: GatewayOptions) => {
      const config = readConfig({ ...process.env, ...(registry ? { REGISTRY_URL: registry } : {}) });
      const address = { host: config.host, port: port ?? config.port ?? defaultPort };
      const served = supergraph
        ? await anySupergraph(supergraph, address, executor, {
            adminPort,
            ...(share !== undefined && { share }),
            ...(traces !== undefined && { traces }),
          })
        : await ourGraph(config, address, { executor, adminPort });
      process.stdout.write(`The gateway is ready: ${served.url}\n`);
      await untilAskedToStop();
      await served.stop();
    });
}

async function anySupergraph(
  file: string,
  address: { host: string; port: number },
  executor: GatewayOptions['executor'],
  {
    adminPort,
    share = false,
    traces = false,
  }: Pick<GatewayOptions, 'share' | 'traces'> & { readonly adminPort: number | undefined },
) {
  const { serveEngine } = await import('@millgate/gateway/engine');
  let supergraphSdl: string;
  try {
    supergraphSdl = readFileSync(file, 'utf8');
  } catch {
    throw new StartError(`the supergraph ${file} cannot be read`);
  }
  return serveEngine({
    supergraphSdl,
    ...address,
    executor,
    share,
    traces,
    ...(adminPort !== undefined && { adminPort }),
  });
}

async function ourGraph(
  config: Config,
  address: { host: string; port: number },
  options: { readonly executor: GatewayOptions['executor']; readonly adminPort: number | undefined },
) {
  const { startGatewayAlone } = await import('../arrangements/alone.ts');
  return startGatewayAlone(config, address, options);
}

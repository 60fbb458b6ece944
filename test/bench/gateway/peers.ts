// How each gateway is started. Everything that remembers or shares between requests is switched off.
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Program, projectRoot, startGateway, startProgram } from '../../support/program.ts';
import { subgraphs } from './world.ts';

export interface Situation {
  readonly supergraphFile: string;
  readonly subgraphsAddress: string;
  readonly port: number;
  readonly core: number;
}

export interface Peer {
  readonly name: string;
  readonly start: (situation: Situation) => Program | Promise<Program>;
}

const peersFolder = join(projectRoot, 'test/bench/peers');
const ofPeers = (path: string) => join(peersFolder, 'node_modules', path);
const script = (path: string) => ['--import', join(projectRoot, 'scripts/typescript.mjs'), join(projectRoot, path)];
const env = { NODE_ENV: 'production' };

export const peersInstalled = () => existsSync(ofPeers('.package-lock.json'));

function hive({ supergraphFile, port, core }: Situation, ...flags: string[]): Program {
  const folder = mkdtempSync(join(tmpdir(), 'millgate-bench-hive-'));
  const config = join(folder, 'gateway.config.mjs');
  writeFileSync(
    config,
    `export const gatewayConfig = {
       logging: 'error', landingPage: false, graphiql: false,
       transportEntries: { '*.http': { options: { deduplicateInflightRequests: false } } },
     };`,
  );
  const options = ['-c', config, '-p', String(port), '--host', '127.0.0.1', '--fork', '1', ...flags];
  const bin = ofPeers('@graphql-hive/gateway/dist/bin.js');
  return startProgram(process.execPath, [bin, 'supergraph', supergraphFile, ...options], {
    core,
    env,
    cwd: peersFolder,
  });
}

function grafbase({ subgraphsAddress, port, core }: Situation): Program {
  const folder = mkdtempSync(join(tmpdir(), 'millgate-bench-grafbase-'));
  const parts = subgraphs.map(({ name, sdl }) => {
    writeFileSync(join(folder, `${name}.graphql`), sdl);
    return `[subgraphs.${name}]\nurl = "${subgraphsAddress}/${name}"\nschema_path = "${name}.graphql"\n`;
  });
  writeFileSync(
    join(folder, 'grafbase.toml'),
    `[traffic_shaping]\ninflight_deduplication = false\n[entity_caching]\nenabled = false\n${parts.join('')}`,
  );
  const listen = ['--listen-address', `127.0.0.1:${port}`];
  return startProgram(
    ofPeers('@grafbase/cli-x86_64-unknown-linux-musl/grafbase'),
    ['dev', '-c', 'grafbase.toml', '-p', String(port), ...listen],
    { core, cwd: folder, env: { GRAFBASE_TELEMETRY_DISABLED: '1', HOME: folder } },
  );
}

export const peers: readonly Peer[] = [
  {
    name: 'floor',
    start: ({ port, subgraphsAddress, core }) =>
      startProgram(process.execPath, [...script('test/bench/gateway/floor.ts'), String(port), subgraphsAddress], {
        core,
        env,
      }),
  },
  {
    name: 'ours',
    start: ({ supergraphFile, port, core }) => startGateway(supergraphFile, port, { core, executor: 'compiled' }),
  },
  { name: 'grafbase', start: grafbase },
  { name: 'hive-rust', start: (situation) => hive(situation, '--hive-router-runtime') },
  { name: 'hive-js', start: (situation) => hive(situation) },
  {
    name: 'stock',
    start: ({ supergraphFile, port, core }) =>
      startProgram(process.execPath, [...script('test/bench/gateway/stock.ts'), String(port), supergraphFile], {
        core,
        env,
      }),
  },
  {
    // The stock executor behind our clients and our HTTP: shows what of the gain is not the executor.
    name: 'ours-stock',
    start: ({ supergraphFile, port, core }) => startGateway(supergraphFile, port, { core, executor: 'stock' }),
  },
];

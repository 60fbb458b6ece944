import { join } from 'node:path';
import { subgraphNames } from '@millgate/cli';
import { freePort, type Program, projectRoot, startProgram, untilHealthy } from '../../support/program.ts';
import { cpuMs } from '../gateway/cpu.ts';
import type { World } from './world.ts';

/** The graph in one of its arrangements, or one subgraph of it, as an operator would start it. */
export interface Running {
  /** Who is asked. */
  readonly front: Part;
  readonly all: readonly Part[];
  stop(): Promise<void>;
}

export interface Part {
  readonly name: string;
  readonly address: string;
  /** User and system time so far, in milliseconds. */
  cpuMs(): number;
}

export const arrangements = ['one process', 'processes', 'canteens alone'] as const;

export type Arrangement = (typeof arrangements)[number];

const command = join(projectRoot, 'cli/bin/millgate.mjs');

/** `profiles`: a folder in which each part leaves a profile of its main thread when it ends. */
export async function startArrangement(arrangement: Arrangement, world: World, profiles?: string): Promise<Running> {
  const started: Program[] = [];
  const launch: Launch = (name, port, args, env) => {
    const profiling = profiles
      ? ['--cpu-prof', `--cpu-prof-dir=${profiles}`, `--cpu-prof-name=${name}.cpuprofile`]
      : [];
    const program = startProgram(process.execPath, [...profiling, command, ...args], {
      env: { NODE_ENV: 'production', MILLGATE_HOME: world.home, RATE_LIMITS: 'off', PORT: String(port), ...env },
    });
    started.push(program);
    return { name, address: `http://127.0.0.1:${port}`, cpuMs: () => cpuMs(program.pid) };
  };
  const stop = async () => void (await Promise.all(started.map((program) => program.stop())));
  try {
    const all = await launchers[arrangement](launch, world);
    for (const [at, { address }] of all.entries()) await untilHealthy(started[at] as Program, `${address}/ready`);
    return { front: all.at(-1) as Part, all, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

type Launch = (name: string, port: number, args: string[], env: Record<string, string>) => Part;

const launchers: Record<Arrangement, (launch: Launch, world: World) => Promise<Part[]>> = {
  'one process': async (launch, world) => [
    launch('start', await freePort(), ['start'], { DATABASE_URL: world.databaseUrl }),
  ],
  'canteens alone': async (launch, world) => [
    launch('canteens', await freePort(), ['subgraph', 'canteens'], { DATABASE_URL: world.databaseOf('canteens') }),
  ],
  async processes(launch, world) {
    const ports = new Map<string, number>();
    for (const name of ['gateway', ...subgraphNames]) ports.set(name, await freePort());
    const portOf = (name: string) => ports.get(name) as number;
    const env = {
      GATEWAY_URL: `http://127.0.0.1:${portOf('gateway')}/graphql`,
      SUBGRAPH_URLS: subgraphNames.map((name) => `${name}=http://127.0.0.1:${portOf(name)}`).join(','),
    };
    return [
      ...subgraphNames.map((name) =>
        launch(name, portOf(name), ['subgraph', name], { ...env, DATABASE_URL: world.databaseOf(name) }),
      ),
      launch('gateway', portOf('gateway'), ['gateway'], { ...env, DATABASE_URL: world.databaseOf('gateway') }),
    ];
  },
};

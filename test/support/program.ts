import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const projectRoot = join(import.meta.dirname, '..', '..');

/**
 * Below what systems hand out by themselves: between the look and the start anybody who connects anywhere may be given
 * one of those. Each worker of a run has ports of its own.
 */
const firstPort = 20_000;
const portsEach = 400;
const own = Number(process.env['VITEST_POOL_ID'] ?? process.pid) % 30;
let next = Math.floor(Math.random() * portsEach);

/** A port on which nobody listens, and that no other suite of the run is given meanwhile. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < portsEach; tries++) {
    const port = firstPort + own * portsEach + (next++ % portsEach);
    if (await isFree(port)) return port;
  }
  throw new Error('no port is free');
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

export interface Program {
  readonly pid: number;
  readonly exited: Promise<number | null>;
  output(): string;
  stop(): Promise<void>;
}

export interface ProgramOptions {
  readonly env?: Record<string, string>;
  readonly cwd?: string;
  /** The processor that the program may use; unset: any. */
  readonly core?: number;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts a program whose output is kept for the error message, and that dies with us. */
export function startProgram(command: string, args: readonly string[], options: ProgramOptions = {}): Program {
  const pinned =
    options.core === undefined ? [command, ...args] : ['taskset', '-c', String(options.core), command, ...args];
  const child = spawn(pinned[0] ?? command, pinned.slice(1), {
    cwd: options.cwd ?? projectRoot,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let text = '';
  const keep = (chunk: Buffer) => {
    text = (text + chunk.toString()).slice(-20_000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const exited = new Promise<number | null>((resolve) => {
    child.on('error', (error) => {
      text += String(error);
      resolve(null);
    });
    child.on('exit', (code) => resolve(code));
  });
  void exited.then(() => running.delete(child));
  return {
    get pid() {
      if (child.pid === undefined) throw new Error(`${command} did not start: ${text}`);
      return child.pid;
    },
    exited,
    output: () => text,
    stop: async () => {
      child.kill('SIGTERM');
      const gone = await Promise.race([exited.then(() => true), sleep(5_000, false, { ref: false })]);
      if (!gone) child.kill('SIGKILL');
      await exited;
    },
  };
}

/** Waits until the address answers 2xx; a program that ends before that is an error with its output. */
export async function untilHealthy(program: Program, url: string, init?: RequestInit, limitMs = 60_000): Promise<void> {
  let ended = false;
  void program.exited.then(() => (ended = true));
  const attempts = Math.ceil(limitMs / 50);
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (ended) throw new Error(`ended before ${url} answered:\n${program.output()}`);
    const ok = await fetch(url, { ...init, signal: AbortSignal.timeout(2_000) }).then(
      async (response) => (await response.text(), response.ok),
      () => false,
    );
    if (ok) return;
    await sleep(50);
  }
  throw new Error(`${url} did not answer within ${limitMs} ms:\n${program.output()}`);
}

/** Runs `millgate gateway` on a supergraph file, as an operator would. */
export async function startGateway(
  supergraphFile: string,
  port: number,
  { executor = 'compiled', ...options }: ProgramOptions & { executor?: string; args?: readonly string[] } = {},
): Promise<Program> {
  const program = startProgram(
    process.execPath,
    [
      join(projectRoot, 'cli/bin/millgate.mjs'),
      'gateway',
      ...['--supergraph', supergraphFile, '--port', String(port), '--executor', executor],
      ...(options.args ?? []),
    ],
    { ...options, env: { NODE_ENV: 'production', ...options.env } },
  );
  await untilHealthy(program, `http://127.0.0.1:${port}/health`).catch(async (error: unknown) => {
    await program.stop();
    throw error;
  });
  return program;
}

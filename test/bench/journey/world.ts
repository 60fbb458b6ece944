import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onConnection, startEmbedded, withDatabase } from '@millgate/kit';
import { projectRoot, startProgram } from '../../support/program.ts';
import { cpuMs } from '../gateway/cpu.ts';

/** A PostgreSQL of the benchmark's own with the seeded databases, as it sees its work itself. */
export interface World {
  readonly home: string;
  /** What `millgate start` is given as `DATABASE_URL`. */
  readonly databaseUrl: string;
  databaseOf(subgraph: string): string;
  /** Processor time of the server so far, in milliseconds. */
  databaseCpuMs(): number;
  /** Statements that some work sent, by subgraph, as the server counts them; transaction control left out. */
  statementsOf(work: () => Promise<unknown>): Promise<Record<string, number>>;
  stop(): Promise<void>;
}

const base = 'millgate';

export async function createWorld(): Promise<World> {
  const home = mkdtempSync(join(tmpdir(), 'millgate-journey-'));
  // As root the database runs as another user, who must be able to enter.
  chmodSync(home, 0o755);
  const folder = join(home, 'postgres');
  const first = await startEmbedded(folder, { durable: false });
  await onConnection(first.url, async (client) => {
    await client.query(`alter system set shared_preload_libraries = 'pg_stat_statements'`);
    await client.query('alter system set pg_stat_statements.track_utility = off');
  });
  await first.stop();
  const server = await startEmbedded(folder, { durable: false });
  const pid = await onConnection(server.url, async (client) => {
    await client.query('create extension pg_stat_statements');
    const { rows } = await client.query<{ data_directory: string }>('show data_directory');
    return Number(readFileSync(join(rows[0]?.data_directory ?? '', 'postmaster.pid'), 'utf8').split('\n')[0]);
  });
  const stop = async () => {
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  };
  const databaseUrl = withDatabase(server.url, base);
  try {
    await seed(home, databaseUrl);
  } catch (cause) {
    await stop();
    throw cause;
  }
  return {
    home,
    databaseUrl,
    databaseOf: (subgraph) => withDatabase(server.url, `${base}_${subgraph}`),
    databaseCpuMs: () => cpuMs(pid),
    statementsOf: (work) =>
      onConnection(server.url, async (client) => {
        await client.query('select pg_stat_statements_reset()');
        await work();
        const { rows } = await client.query<{ subgraph: string; calls: number }>(
          `select replace(datname, '${base}_', '') as subgraph, sum(calls)::int as calls
             from pg_stat_statements s join pg_database d on d.oid = s.dbid
            where datname like '${base}\\_%' and query not like '%kit_outbox%' group by datname order by datname`,
        );
        return Object.fromEntries(rows.map(({ subgraph, calls }) => [subgraph, calls]));
      }),
    stop,
  };
}

async function seed(home: string, databaseUrl: string): Promise<void> {
  const command = join(projectRoot, 'cli/bin/millgate.mjs');
  const program = startProgram(process.execPath, [command, 'seed'], {
    env: { MILLGATE_HOME: home, DATABASE_URL: databaseUrl },
  });
  if ((await program.exited) !== 0) throw new Error(`the demo data were not written: ${program.output()}`);
}

import { mkdirSync, symlinkSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { loadSubgraphs, startWholeGraph, subgraphNames } from '@millgate/cli';
import { persona } from '@millgate/demo';
import { openGatewayDatabase } from '@millgate/gateway';
import {
  claimsOf,
  graphAudience,
  issueToken,
  keysIn,
  openDatabase,
  readConfig,
  seedDatabase,
  systemClock,
} from '@millgate/kit';
import { databaseFrom, type PersonLike } from '@millgate/kit/testing';
import { freePort, type Program, startProgram } from './program.ts';

export type Arrangement = 'one process' | 'processes';

export const bothArrangements: readonly Arrangement[] = ['one process', 'processes'];

/**
 * The arrangements that a run tells the journeys in: one process, or all parts as processes with
 * `npm run test:processes`. CI runs both; a developer’s `npm test` stays short.
 */
export const arrangements: readonly Arrangement[] =
  process.env['MILLGATE_ARRANGEMENT'] === 'processes' ? ['processes'] : ['one process'];

export interface GraphAnswer<Data = Record<string, unknown>> {
  readonly data?: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Record<string, unknown>;
  }[];
}

/** Anybody with an id and roles, and what their token grants where it says so. */
export interface SignedIn extends PersonLike {
  readonly scope?: string | undefined;
}

/** The graph as a front end meets it: an address. */
export interface RunningGraph {
  readonly url: string;
  /** Asks over HTTP, as a persona, as anybody with an id and roles, or as nobody. */
  ask<Data = Record<string, unknown>>(
    who: string | SignedIn | null,
    query: string,
    variables?: Record<string, unknown>,
    headers?: Record<string, string>,
  ): Promise<GraphAnswer<Data>>;
  /** SQL statements that some work sent, by subgraph, without what a process looks for by itself; in one process only. */
  statementsOf(work: () => Promise<unknown>): Promise<Record<string, number>>;
  /** The graph’s `MILLGATE_HOME`: its own, with the keys of all. */
  readonly home: string;
  /** Address of the database of a subgraph, or of the gateway. */
  databaseUrl(name: string): string;
  /** Ends one part for the rest of the suite; only parts that are processes can be ended alone. */
  end(subgraph: string): Promise<void>;
  /**
   * Stops a part and starts it again, on the same databases; in one process that is the whole program. Resolves when the
   * graph is ready.
   */
  restart(subgraph: string): Promise<void>;
  stop(): Promise<void>;
}

/** The day on which the demo data of these tests were made. */
export const seededAt = '2026-11-20T08:00:00+08:00';

const home = () => process.env['MILLGATE_TEST_HOME'] ?? '';
const keys = () => keysIn(join(home(), 'keys'));

/** A home for one graph: what it writes for the outside is not another graph’s to read. */
function ownHome(): string {
  const own = join(home(), 'homes', randomUUID());
  mkdirSync(own, { recursive: true });
  mkdirSync(join(home(), 'keys'), { recursive: true });
  symlinkSync(join(home(), 'keys'), join(own, 'keys'), 'junction');
  return own;
}

export interface GraphOptions {
  /** Whether the pages are served, too; a gateway that is a process always serves them. */
  readonly pages?: boolean;
  /** Whether a registry delivers the graph and records its versions; in one process only. */
  readonly registry?: boolean;
  /** Settings besides those that every test has; in one process only. */
  readonly settings?: Readonly<Record<string, string>>;
}

/** Starts the whole graph on databases of its own, with the demo data. */
export async function startGraph(arrangement: Arrangement, options: GraphOptions = {}): Promise<RunningGraph> {
  const databases = await seededDatabases(options);
  const urls = new Map([...databases].map(([name, { url }]) => [name, url]));
  const statements = new Map<string, number>();
  const count = (subgraph: string) => statements.set(subgraph, (statements.get(subgraph) ?? 0) + 1);
  const own = ownHome();
  const begin = () =>
    arrangement === 'one process' ? inOneProcess(urls, own, count, options) : asProcesses(urls, own);
  let running = await begin();
  return {
    home: own,
    get url() {
      return running.url;
    },
    ask: async (who, query, variables = {}, headers = {}) => {
      const authorization = who === null ? {} : { authorization: `Bearer ${await tokenOf(who)}` };
      const response = await fetch(new URL('/graphql', running.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'millgate-now': seededAt, ...authorization, ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as never;
    },
    async statementsOf(work) {
      statements.clear();
      await work();
      return Object.fromEntries(statements);
    },
    databaseUrl: (name) => urls.get(name) ?? '',
    end: (name) => running.end(name),
    async restart(name) {
      if ('startAgain' in running) return running.startAgain(name);
      await running.stop();
      running = await begin();
    },
    async stop() {
      await running.stop();
      for (const { drop } of databases.values()) await drop();
    },
  };
}

export const tokenOf = (who: string | SignedIn): Promise<string> => {
  const { id, roles, scope }: SignedIn = typeof who === 'string' ? persona(who) : who;
  return issueToken(keys(), systemClock, {
    signer: 'issuer',
    audience: graphAudience,
    lifetimeSeconds: 600,
    claims: { ...claimsOf({ kind: 'PERSON', id, roles }), ...(scope === undefined ? {} : { scope }) },
  });
};

async function seededDatabases({ registry = false }: GraphOptions) {
  const databases = new Map<string, Awaited<ReturnType<typeof databaseFrom>>>();
  for (const definition of await loadSubgraphs()) {
    const { name, entities, migrations } = definition;
    const made = await databaseFrom(`tpl_graph_${name}`, async (url) => {
      const database = await openDatabase({ url, entities, migrations });
      await database.migrate();
      await seedDatabase(database, definition, { now: new Date(seededAt), secret: await keys().secrets(name) });
      await database.close();
    });
    databases.set(name, made);
  }
  const gateway = await databaseFrom('tpl_graph_gateway', async (url) => {
    const database = await openGatewayDatabase(url);
    await database.migrate();
    await database.close();
  });
  databases.set('gateway', gateway);
  // The registry itself makes its tables.
  if (registry) databases.set('registry', await databaseFrom('tpl_graph_registry', async () => undefined));
  return databases;
}

async function inOneProcess(
  urls: ReadonlyMap<string, string>,
  own: string,
  count: (subgraph: string) => void,
  { pages = false, registry = false, settings = {} }: GraphOptions,
) {
  const graph = await startWholeGraph({
    config: readConfig({
      MILLGATE_HOME: own,
      MILLGATE_LOG: process.env['MILLGATE_LOG'] ?? 'silent',
      ...everyGraph,
      ...settings,
    }),
    seed: false,
    pages,
    ...(registry ? { registry: { host: '127.0.0.1', port: 0 } } : {}),
    databaseOf: async (name) => urls.get(name) ?? '',
    onStatement: (subgraph, sql) => {
      if (!/^\s*(begin|commit|rollback|savepoint|release|set )|kit_alias|kit_delivery/i.test(sql)) count(subgraph);
    },
  });
  const end = () => Promise.reject(new Error('a part of one process does not end alone'));
  return { url: await graph.gateway.listen({ host: '127.0.0.1', port: 0 }), stop: graph.stop, end };
}

const everyGraph = {
  // One address asks for everybody.
  RATE_LIMITS: 'off',
  // A machine that is busy with other suites is no subgraph that hangs; what hangs has suites of its own.
  QUERY_DEADLINE_MS: '15000',
  // By the real clock the evening of the demo data is long over: an order just placed would not have been fetched.
  DUE_WORK: 'off',
};

const run = (part: string, args: string[], env: Record<string, string>) =>
  startProgram(process.execPath, [command, part, ...args], { env });

async function asProcesses(urls: ReadonlyMap<string, string>, own: string) {
  const ports = new Map(
    await Promise.all([...subgraphNames, 'gateway'].map(async (name) => [name, await freePort()] as const)),
  );
  const gatewayUrl = `http://127.0.0.1:${ports.get('gateway')}`;
  const env = {
    MILLGATE_HOME: own,
    ...everyGraph,
    GATEWAY_URL: `${gatewayUrl}/graphql`,
    SUBGRAPH_URLS: subgraphNames.map((name) => `${name}=http://127.0.0.1:${ports.get(name)}`).join(','),
  };
  const start = (name: string) =>
    run('subgraph', [name], { ...env, PORT: String(ports.get(name)), DATABASE_URL: urls.get(name) ?? '' });
  const parts = subgraphNames.map(start);
  parts.push(
    run('gateway', [], { ...env, PORT: String(ports.get('gateway')), DATABASE_URL: urls.get('gateway') ?? '' }),
  );
  const stop = async () => void (await Promise.all(parts.map((part) => part.stop())));
  try {
    await untilReady(`${gatewayUrl}/ready`, parts);
  } catch (cause) {
    await stop();
    throw cause;
  }
  const end = async (name: string) => void (await parts[subgraphNames.indexOf(name as never)]?.stop());
  const startAgain = async (name: string) => {
    await end(name);
    parts[subgraphNames.indexOf(name as never)] = start(name);
    await untilReady(`${gatewayUrl}/ready`, parts);
  };
  return { url: gatewayUrl, stop, end, startAgain };
}

const command = fileURLToPath(new URL('../../cli/bin/millgate.mjs', import.meta.url));

const startupMillis = 60_000;

async function untilReady(url: string, parts: readonly Program[]): Promise<void> {
  const ended = Promise.race(parts.map(async (part) => (await part.exited, part)));
  for (let waited = 0; waited < startupMillis; waited += 100) {
    const part = await Promise.race([ended, sleep(100, undefined)]);
    if (part) throw new Error(`a part ended: ${part.output()}`);
    const ready = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
  }
  throw new Error(`the graph was not ready in time: ${parts.map((part) => part.output()).join('\n')}`);
}

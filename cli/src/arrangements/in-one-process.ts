import { join } from 'node:path';
import { builtPages } from '@millgate/dashboard';
import { createGateway, type Gateway, mutationMillis, openGatewayDatabase } from '@millgate/gateway';
import { inProcessClient } from '@millgate/gateway/engine';
import {
  type Clock,
  type Config,
  createLogger,
  type Deliver,
  type GraphTransport,
  keysIn,
  startSubgraph,
  type Subgraph,
  systemClock,
} from '@millgate/kit';
import { eventSubscriptions, recordedOperations, supergraphSdl } from '@millgate/schema';
import { type DatabaseServer, openServer } from './databases.ts';
import { demoPeople } from '../demo-people.ts';
import { loadSubgraphs } from '../subgraphs.ts';

/** The whole graph in this process. */
export interface WholeGraph {
  readonly gateway: Gateway;
  readonly subgraphs: readonly Subgraph[];
  stop(): Promise<void>;
}

export interface WholeGraphOptions {
  readonly config: Config;
  readonly clock?: Clock;
  readonly executor?: 'compiled' | 'stock';
  readonly seed?: boolean;
  /** Whether the pages are served, too. */
  readonly pages?: boolean;
  /** Where the database of each subgraph, and of the gateway, is, if not where `config` says. */
  readonly databaseOf?: (name: string) => Promise<string>;
  readonly onStatement?: (subgraph: string, sql: string) => void;
}

/** Every subgraph and the gateway; the database that comes along, unless `DATABASE_URL` names another. */
export async function startWholeGraph({
  config,
  clock = systemClock,
  executor = 'compiled',
  seed = true,
  pages = false,
  onStatement,
  databaseOf,
}: WholeGraphOptions): Promise<WholeGraph> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    const keys = keysIn(join(config.home, 'keys'));
    // Before anything is started: without keys nothing could be answered.
    await keys.privateKey('gateway');
    const definitions = await loadSubgraphs();
    const server = databaseOf ? undefined : await openServer(config);
    if (server) stops.push(server.stop);
    const locate = databaseOf ?? ((name: string) => (server as DatabaseServer).databaseOf(name));
    const log = createLogger(config.logLevel);
    const running = new Map<string, Subgraph>();
    const deliver: Deliver = async (subscriber, event) => {
      const there = running.get(subscriber);
      // Not having arrived, it is sent again; silence would lose it.
      if (!there) throw new Error(`${subscriber} is not up`);
      await there.receive(event);
    };
    let ask: GraphTransport = () => Promise.reject(new Error('the graph is not up yet'));
    const subgraphs = await allOrFirstFailure(
      definitions.map(async (definition) => {
        const databaseUrl = await locate(definition.name);
        const subgraph = await startSubgraph(definition, {
          mode: config.mode,
          databaseUrl,
          home: config.home,
          keys,
          clock,
          log,
          subscriptions: eventSubscriptions(),
          deliver,
          graph: (body, headers) => ask(body, headers),
          ...(onStatement ? { onStatement: (sql: string) => onStatement(definition.name, sql) } : {}),
        });
        stops.push(subgraph.stop);
        running.set(definition.name, subgraph);
        await subgraph.database.migrate();
        if (seed) await subgraph.seed();
        return subgraph;
      }),
    );
    const database = await openGatewayDatabase(await locate('gateway'));
    stops.push(database.close);
    await database.migrate();
    const gateway = await createGateway({
      database,
      supergraphSdl: supergraphSdl(),
      subgraphs: [...running.keys()],
      client: (name) => {
        const subgraph = running.get(name) as Subgraph;
        return inProcessClient(
          ({ query, variables, operationName, headers, body = '' }) =>
            subgraph.execute({ query, variables, operationName, body }, headers),
          {
            timeoutMs: mutationMillis,
            subscribe: ({ query, variables, operationName, headers, body = '', signal = neverLeft }) =>
              subgraph.subscribe({ query, variables, operationName, body }, headers, signal),
          },
        );
      },
      probe: async (name) => (await running.get(name)?.database.ping(), running.has(name)),
      mode: config.mode,
      issuers: config.issuers,
      audience: config.audience,
      door: config.door,
      keys,
      clock,
      log,
      executor,
      operations: recordedOperations(),
      demoPeople: demoPeople(),
      signIn: config.signIn,
      ...(pages ? { pages: builtPages() } : {}),
    });
    stops.push(gateway.stop);
    ask = gateway.ask;
    // Whoever is delivered to, and the graph that a due task may ask, are up.
    for (const subgraph of subgraphs) subgraph.begin();
    return { gateway, subgraphs, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

const neverLeft = new AbortController().signal;

/** As `Promise.all`, but fails only when all have settled: nothing may still be starting while the rest is stopped. */
async function allOrFirstFailure<T>(work: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(work);
  const failure = settled.find((one) => one.status === 'rejected');
  if (failure) throw failure.reason;
  return settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

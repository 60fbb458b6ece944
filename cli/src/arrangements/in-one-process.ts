import { join } from 'node:path';
import { builtPages } from '@millgate/dashboard';
import { createGateway, type Gateway, mutationMillis, openGatewayDatabase } from '@millgate/gateway';
import { Guards, inProcessClient } from '@millgate/gateway/engine';
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
import { eventSubscriptions, recordedOperations, rootExamples, supergraphSdl } from '@millgate/schema';
import { type DatabaseServer, openServer } from './databases.ts';
import { openFeed, partnerClient } from './delivered-graph.ts';
import { demoPeople } from '../demo-people.ts';
import { loadSubgraphs } from '../subgraphs.ts';

/** The whole graph in this process. */
export interface WholeGraph {
  readonly gateway: Gateway;
  readonly subgraphs: readonly Subgraph[];
  /** Where its registry answers. */
  readonly registryUrl?: string;
  stop(): Promise<void>;
}

export interface WholeGraphOptions {
  readonly config: Config;
  readonly clock?: Clock;
  readonly executor?: 'compiled' | 'stock';
  readonly seed?: boolean;
  /** Whether the pages are served, too. */
  readonly pages?: boolean;
  /** Where the registry answers that takes partners’ subgraphs; without it the graph is the program’s own. */
  readonly registry?: { readonly host: string; readonly port: number };
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
  registry,
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
    const registering = registry ? startRegistry(config, registry, await locate('registry'), stops) : undefined;
    const starting = allOrFirstFailure(
      definitions.map(async (definition) => {
        const databaseUrl = await locate(definition.name);
        const subgraph = await startSubgraph(definition, {
          mode: config.mode,
          databaseUrl,
          home: config.home,
          outside: config.outside,
          publicUrl: config.publicUrl,
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
    // Neither may still be starting when a failure of the other stops everything.
    await Promise.allSettled([starting, registering]);
    const [subgraphs, registryUrl] = [await starting, await registering];
    const database = await openGatewayDatabase(await locate('gateway'));
    stops.push(database.close);
    await database.migrate();
    const feed = registryUrl ? await openFeed(config, registryUrl, keys, log) : undefined;
    const guards = new Guards((subgraph, state) => log.warn({ subgraph, state }, 'the breaker of a subgraph changed'));
    const gateway = await createGateway({
      database,
      supergraphSdl: supergraphSdl(),
      ...(feed ? { feed } : {}),
      subgraphs: [...running.keys()],
      client: (name, url) => {
        const subgraph = running.get(name);
        if (!subgraph) return partnerClient(config, guards, name, url ?? '');
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
      notAsked: () => guards.open(),
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
      examples: rootExamples(),
      demoPeople: demoPeople(),
      signIn: config.signIn,
      ...(pages ? { pages: builtPages() } : {}),
    });
    stops.push(gateway.stop);
    ask = gateway.ask;
    // Whoever is delivered to, and the graph that a due task may ask, are up.
    for (const subgraph of subgraphs) subgraph.begin(config.dueWork);
    return { gateway, subgraphs, ...(registryUrl ? { registryUrl } : {}), stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

async function startRegistry(
  config: Config,
  address: { host: string; port: number },
  databaseUrl: string,
  stops: (() => Promise<void>)[],
): Promise<string> {
  const [{ openRegistryDatabase }, { registryOn }] = await Promise.all([
    import('@millgate/registry'),
    import('./registry.ts'),
  ]);
  const database = await openRegistryDatabase(databaseUrl);
  stops.push(database.close);
  await database.migrate();
  const registry = await registryOn(config, database);
  stops.push(registry.stop);
  return registry.listen(address);
}

const neverLeft = new AbortController().signal;

/** As `Promise.all`, but fails only when all have settled: nothing may still be starting while the rest is stopped. */
async function allOrFirstFailure<T>(work: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(work);
  const failure = settled.find((one) => one.status === 'rejected');
  if (failure) throw failure.reason;
  return settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

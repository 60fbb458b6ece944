import { join } from 'node:path';
import { persona } from '@millgate/demo';
import { createGateway, type Gateway } from '@millgate/gateway';
import { inProcessClient } from '@millgate/gateway/engine';
import {
  type Clock,
  claimsOf,
  type Config,
  createLogger,
  type Deliver,
  ensureDatabase,
  type GraphTransport,
  keysIn,
  startEmbedded,
  startSubgraph,
  type Subgraph,
  systemClock,
  withDatabase,
} from '@millgate/kit';
import { eventSubscriptions, supergraphSdl } from '@millgate/schema';
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
  readonly onStatement?: (subgraph: string, sql: string) => void;
}

/** Every subgraph and the gateway; the database that comes along, unless `DATABASE_URL` names another. */
export async function startWholeGraph({
  config,
  clock = systemClock,
  executor = 'compiled',
  seed = true,
  onStatement,
}: WholeGraphOptions): Promise<WholeGraph> {
  const stops: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    const definitions = await loadSubgraphs();
    const server = config.databaseUrl
      ? undefined
      : await startEmbedded(join(config.home, 'postgres'), { durable: true });
    if (server) stops.push(server.stop);
    const log = createLogger(config.logLevel);
    const keys = keysIn(join(config.home, 'keys'));
    const running = new Map<string, Subgraph>();
    const deliver: Deliver = async (subscriber, event) => running.get(subscriber)?.receive(event);
    let ask: GraphTransport = () => Promise.reject(new Error('the graph is not up yet'));
    const subgraphs = await Promise.all(
      definitions.map(async (definition) => {
        const databaseUrl = await databaseOf(definition.name, server?.url, config.databaseUrl);
        const subgraph = await startSubgraph(definition, {
          mode: config.mode,
          databaseUrl,
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
    const gateway = await createGateway({
      supergraphSdl: supergraphSdl(),
      subgraphs: [...running.keys()],
      client: (name) =>
        inProcessClient(async ({ query, variables, operationName, headers }) =>
          (running.get(name) as Subgraph).execute({ query, variables, operationName }, headers),
        ),
      probe: async (name) => (await running.get(name)?.database.ping(), running.has(name)),
      mode: config.mode,
      keys,
      clock,
      log,
      executor,
      demoCaller: claimsOf({ kind: 'PERSON', ...persona('welder') }),
    });
    stops.push(gateway.stop);
    ask = gateway.ask;
    return { gateway, subgraphs, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

/** `millgate_NAME` on the server that came along; `BASE_NAME` on the one that `DATABASE_URL` names. */
async function databaseOf(name: string, embedded: string | undefined, given: string | undefined): Promise<string> {
  const url = embedded ?? given ?? '';
  const base = embedded ? 'millgate' : new URL(url).pathname.slice(1) || 'millgate';
  await ensureDatabase(withDatabase(url, 'postgres'), `${base}_${name}`);
  return withDatabase(url, `${base}_${name}`);
}

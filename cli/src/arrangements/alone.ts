import { join } from 'node:path';
import { builtPages } from '@millgate/dashboard';
import { createGateway, mutationMillis, openGatewayDatabase } from '@millgate/gateway';
import { Guards, Metrics, serveAdmin } from '@millgate/gateway/engine';
import {
  type Config,
  createLogger,
  deliverOverHttp,
  keysIn,
  overHttp,
  serveSubgraph,
  StartError,
  startSubgraph,
  systemClock,
} from '@millgate/kit';
import {
  eventSubscriptions,
  recordedOperations,
  rootExamples,
  subgraphsOf,
  subgraphUrls,
  supergraphSdl,
} from '@millgate/schema';
import { demoPeople } from '../demo-people.ts';
import { loadSubgraph, type SubgraphName } from '../subgraphs.ts';
import { openFeed, partnerClient } from './delivered-graph.ts';

/** One part of the graph that answers over HTTP. */
export interface Served {
  readonly url: string;
  stop(): Promise<void>;
}

const addresses = (config: Config): ReadonlyMap<string, string> => new Map([...subgraphUrls(), ...config.subgraphUrls]);

const keysOf = (config: Config) => keysIn(join(config.home, 'keys'));

/** One subgraph as a process of its own, on the database that `DATABASE_URL` names. Holds no state: any number of replicas may run. */
export async function startSubgraphAlone(
  config: Config,
  name: SubgraphName,
  port: number | undefined,
): Promise<Served> {
  if (!config.databaseUrl) throw new StartError(`set DATABASE_URL to the database of ${name}`);
  const [log, keys, clock] = [createLogger(config.logLevel), keysOf(config), systemClock];
  const urls = addresses(config);
  const subgraph = await startSubgraph(await loadSubgraph(name), {
    mode: config.mode,
    databaseUrl: config.databaseUrl,
    home: config.home,
    outside: config.outside,
    publicUrl: config.publicUrl,
    keys,
    clock,
    log,
    subscriptions: eventSubscriptions(),
    deliver: deliverOverHttp({ sender: name, urls, keys, clock }),
    graph: overHttp(config.gatewayUrl),
  });
  try {
    await subgraph.database.requireMigrated();
    subgraph.begin(config.dueWork);
    const usual = Number(new URL(urls.get(name) ?? 'http://127.0.0.1:0').port);
    const served = await serveSubgraph(subgraph, {
      host: config.host,
      port: port ?? config.port ?? usual,
      keys,
      clock,
    });
    return {
      url: served.url,
      async stop() {
        await served.stop();
        await subgraph.stop();
      },
    };
  } catch (cause) {
    await subgraph.stop();
    throw cause;
  }
}

/** The gateway as a process of its own, before subgraphs that answer over HTTP, on the database that `DATABASE_URL` names. */
export async function startGatewayAlone(
  config: Config,
  address: { host: string; port: number },
  { executor, adminPort }: { readonly executor: 'compiled' | 'stock'; readonly adminPort?: number | undefined },
): Promise<Served> {
  if (!config.databaseUrl) throw new StartError('set DATABASE_URL to the database of gateway');
  const urls = addresses(config);
  const log = createLogger(config.logLevel);
  const guards = new Guards((subgraph, state) => log.warn({ subgraph, state }, 'the breaker of a subgraph changed'));
  const database = await openGatewayDatabase(config.databaseUrl);
  const stops = [database.close];
  const metrics = new Metrics();
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    await database.requireMigrated();
    const keys = keysOf(config);
    const feed = config.registryUrl ? await openFeed(config, config.registryUrl, keys, log) : undefined;
    const gateway = await createGateway({
      database,
      supergraphSdl: supergraphSdl(),
      ...(feed ? { feed } : {}),
      subgraphs: subgraphsOf(supergraphSdl()),
      client: (name, url = '') =>
        urls.has(name)
          ? guards.http(name, { url: `${urls.get(name)}/graphql`, timeoutMs: mutationMillis })
          : partnerClient(config, guards, name, url),
      notAsked: () => guards.open(),
      ...(adminPort !== undefined && { observer: metrics }),
      probe: async (name) => (await fetch(`${urls.get(name)}/ready`)).ok,
      mode: config.mode,
      issuers: config.issuers,
      audience: config.audience,
      door: config.door,
      keys,
      clock: systemClock,
      log,
      executor,
      operations: recordedOperations(),
      examples: rootExamples(),
      demoPeople: demoPeople(),
      signIn: config.signIn,
      pages: builtPages(),
    });
    stops.push(gateway.stop);
    if (adminPort !== undefined) {
      const admin = await serveAdmin([metrics, guards, ...(feed ? [feed] : [])], adminPort);
      stops.push(async () => void admin.close());
    }
    return { url: await gateway.listen(address), stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

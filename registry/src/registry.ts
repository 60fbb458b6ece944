import { type Clock, type Database, type KeyStore, listen, type Logger, reason } from '@millgate/kit';
import { Agencies } from './agencies/agencies.ts';
import { Members } from './agencies/members.ts';
import { PublishTokens } from './agencies/publish-tokens.ts';
import type { KnownDocument } from './check/contracts.ts';
import type { Grants } from './check/elements.ts';
import { JudgesThread } from './check/judges-thread.ts';
import type { AddressPolicy } from './check/names.ts';
import { Graph } from './graph/graph.ts';
import { Launches } from './graph/launches.ts';
import { callersOf } from './http/callers.ts';
import { feedRoutes } from './http/feed-routes.ts';
import { gatewayRoutes } from './http/gateway-routes.ts';
import { memberRoutes } from './http/member-routes.ts';
import { operatorRoutes } from './http/operator-routes.ts';
import { partnerRoutes } from './http/partner-routes.ts';
import { roverRoutes } from './http/rover-routes.ts';
import { registryServer } from './http/server.ts';
import { bringOwn, type OwnGraph } from './publishing/own-subgraphs.ts';
import { Published } from './publishing/published.ts';
import { type Probe, Publishing } from './publishing/publishing.ts';
import { type Canary, type ServedHash, ServerWatch } from './publishing/watch.ts';
import { UsageBook } from './usage/usage-book.ts';

export interface RegistryOptions {
  /** Its own, open and migrated; whoever opened it closes it. */
  readonly database: Database;
  readonly keys: KeyStore;
  readonly clock: Clock;
  readonly log: Logger;
  /** The subgraphs that come with the program. */
  readonly own: OwnGraph;
  readonly grants: Grants;
  readonly addresses: AddressPolicy;
  /** Documents that clients are known to send, besides those that gateways report. */
  readonly documents: () => Promise<readonly KnownDocument[]>;
  readonly probe?: Probe;
  /** What partners’ servers serve as their schema; without it nobody looks. */
  readonly servedHash?: ServedHash;
  /** What partners’ servers answer besides that is not so. */
  readonly canary?: Canary;
  readonly watchMillis?: number;
}

export interface Registry {
  readonly publishing: Publishing;
  readonly launches: Launches;
  listen(address: { host: string; port: number }): Promise<string>;
  stop(): Promise<void>;
}

/** How often it looks what has become due. */
const dueMillis = 1_000;
/** How often it looks what partners serve. */
const usualWatchMillis = 60_000;
const forgetMillis = 3_600_000;

/** Admits subgraphs, keeps every version of the graph, and says which of them is served. */
export async function createRegistry(options: RegistryOptions): Promise<Registry> {
  const { database, keys, clock, log } = options;
  const app = registryServer(log);
  const judges = new JudgesThread();
  const graph = new Graph(database, keys, clock);
  const launches = new Launches(database, graph, clock);
  const usage = new UsageBook(database, clock);
  const agencies = new Agencies(database, clock);
  const tokens = new PublishTokens(database, clock);
  const members = new Members(database, clock);
  const publishing = new Publishing({
    ...options,
    graph,
    launches,
    judges,
    usage,
    documents: async () => [...(await options.documents()), ...(await usage.documents())],
  });
  await publishing.exclusively(() => bringOwn(options.own, { database, graph, launches, judges, clock, log }));
  const parts = {
    callers: callersOf(tokens, members, keys, clock),
    database,
    agencies,
    tokens,
    members,
    graph,
    launches,
    publishing,
    published: new Published(database),
    usage,
    log,
  };
  app.get('/health', () => ({ status: 'ok' }));
  app.get('/ready', async (_request, reply) => {
    const current = await graph.current().catch(() => undefined);
    return current
      ? { status: 'ready', sequence: current.sequence, version: current.stable }
      : reply.code(503).send({ status: 'unavailable' });
  });
  app.get('/v1/keys', async () => ({
    keys: await Promise.all(['registry', 'gateway'].map((signer) => jwk(keys, signer))),
  }));
  gatewayRoutes(app, parts);
  partnerRoutes(app, parts);
  memberRoutes(app, parts);
  operatorRoutes(app, parts);
  feedRoutes(app, parts);
  roverRoutes(app, parts);
  const due = setInterval(
    () => void launches.runDue().catch((cause: unknown) => log.warn({ cause: reason(cause) }, 'what is due waits')),
    dueMillis,
  );
  const forget = setInterval(() => void usage.forgetOld().catch(() => undefined), forgetMillis);
  const watch = options.servedHash && new ServerWatch({ ...options, graph, launches, servedHash: options.servedHash });
  let isLooking = false;
  const look = async () => {
    // A server that keeps us waiting is not asked again meanwhile.
    if (isLooking) return;
    isLooking = true;
    await watch?.look().finally(() => (isLooking = false));
  };
  const looking = setInterval(
    () => void look().catch((cause: unknown) => log.warn({ cause: reason(cause) }, 'partners wait to be looked at')),
    options.watchMillis ?? usualWatchMillis,
  );
  looking.unref();
  due.unref();
  forget.unref();
  return {
    publishing,
    launches,
    listen: (address) => listen(app, address),
    async stop() {
      clearInterval(due);
      clearInterval(looking);
      clearInterval(forget);
      await app.close();
      await judges.stop();
    },
  };
}

/** A public key, by which a partner verifies the gateway’s identities and a gateway the registry’s signatures. */
async function jwk(keys: KeyStore, signer: string) {
  const { kty, crv, x } = (await keys.publicKey(signer)).export({ format: 'jwk' });
  return { kty, crv, x, kid: signer, alg: 'EdDSA', use: 'sig' };
}

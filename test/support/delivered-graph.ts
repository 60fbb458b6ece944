import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGateway, type Gateway, openGatewayDatabase, SupergraphFeed } from '@millgate/gateway';
import { type GuardedHttpOptions, Guards } from '@millgate/gateway/engine';
import { createLogger, systemClock } from '@millgate/kit';
import { databaseFrom } from '@millgate/kit/testing';
import { composeParts, type RegistryOptions } from '@millgate/registry';
import { keys, startTestRegistry, type TestRegistry } from '../../registry/test/support/registry.ts';
import { type GraphAnswer, tokenOf } from './graph.ts';
import { type Resolvers, startStub, type StubSubgraph } from './stub-subgraph.ts';

export const link = (...imports: string[]) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${imports.map((name) => `"@${name}"`).join(', ')}])\n`;

/** The graph’s own part: a place that can be asked for. */
export const parksSdl = `${link('key', 'tag', 'listSize')}
type Query {
  "One place."
  park("Its id." id: ID!): Park
  "Some places."
  parks("How many." first: Int): [Park!] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false)
}
"A place."
type Park @key(fields: "id") {
  "Its id."
  id: ID!
  "What it is called."
  name: String
}
`;

export const parksResolvers: Resolvers = {
  Query: {
    park: (_: unknown, { id }: { id: string }) => ({ id, name: `Park ${id}` }),
    parks: (_: unknown, { first = 2 }: { first?: number }) =>
      Array.from({ length: first }, (_each, at) => ({ id: String(at + 1), name: `Park ${at + 1}` })),
  },
  Park: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `Park ${id}` }) },
};

/** A partner’s part: trams, and what goes to a place. */
export const tramsSdl = (more = '') => `${link('key', 'listSize')}
type Query {
  "One tram."
  tram("Its number." no: ID!): Tram
}
"A tram."
type Tram @key(fields: "no") {
  "Its number."
  no: ID!
  "Who drives it."
  driver: String
  ${more}
}
`;

export const tramsResolvers = (more: Record<string, unknown> = {}): Resolvers => ({
  Query: { tram: (_: unknown, { no }: { no: string }) => ({ no, driver: `Driver ${no}`, ...more }) },
  Tram: { __resolveReference: ({ no }: { no: string }) => ({ no, driver: `Driver ${no}`, ...more }) },
});

/** A gateway that has its graph from a registry. */
export interface DeliveredGateway {
  readonly gateway: Gateway;
  readonly feed: SupergraphFeed;
  readonly guards: Guards;
  readonly url: string;
  /** Asks over HTTP, as a person or as nobody. */
  ask<Data = Record<string, unknown>>(
    who: string | null,
    query: string,
    headers?: Record<string, string>,
  ): Promise<GraphAnswer<Data>>;
  ready(): Promise<{ status: number; body: { graph: Record<string, unknown>; missing: string[] } }>;
  stop(): Promise<void>;
}

export interface GatewayGiven {
  readonly registryUrl: string;
  readonly parks: StubSubgraph;
  /** Its home: two gateways of one home are one that was started again. */
  readonly home?: string;
  /** What partners are given besides the usual. */
  readonly partner?: Partial<GuardedHttpOptions>;
}

export const newHome = (): string => {
  const home = join(process.env['MILLGATE_TEST_HOME'] ?? '', 'homes', randomUUID());
  mkdirSync(home, { recursive: true });
  return home;
};

const partsOf = (parks: StubSubgraph) => [{ name: 'parks', sdl: parksSdl, url: parks.url }];

function committed(parks: StubSubgraph): string {
  const composed = composeParts(partsOf(parks).map((part) => ({ ...part, agency: 'millgate' })));
  if ('faults' in composed) throw new Error(composed.faults.map(({ message }) => message).join('\n'));
  return composed.supergraph;
}

export const lastGraphOf = (home: string) => join(home, 'gateway', 'last-graph.json');

const log = () => createLogger(process.env['MILLGATE_LOG'] ?? 'silent');

export async function startDeliveredGateway({
  registryUrl,
  parks,
  home = newHome(),
  partner = {},
}: GatewayGiven): Promise<DeliveredGateway> {
  const made = await databaseFrom('tpl_gateway', async (url) => {
    const empty = await openGatewayDatabase(url);
    await empty.migrate();
    await empty.close();
  });
  const database = await openGatewayDatabase(made.url);
  const supergraphSdl = committed(parks);
  const given = { keys: keys(), clock: systemClock, log: log() };
  const feed = await SupergraphFeed.open({
    ...given,
    url: registryUrl,
    file: lastGraphOf(home),
    committed: supergraphSdl,
  });
  const guards = new Guards();
  const gateway = await createGateway({
    ...given,
    database,
    feed,
    supergraphSdl,
    subgraphs: ['parks'],
    client: (name, url = '') =>
      name === 'parks'
        ? guards.http(name, { url: parks.url })
        : guards.partner(name, { ...partner, url, addresses: { allow: ['127.0.0.0/8'], allowHttp: true } }),
    probe: async () => true,
    mode: 'demo',
  });
  const url = await gateway.listen({ host: '127.0.0.1', port: 0 });
  return {
    gateway,
    feed,
    guards,
    url,
    async ask(who, query, headers = {}) {
      const authorization = who === null ? {} : { authorization: `Bearer ${await tokenOf({ id: who, roles: [] })}` };
      const response = await fetch(new URL('/graphql', url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...authorization, ...headers },
        body: JSON.stringify({ query }),
      });
      return (await response.json()) as never;
    },
    async ready() {
      const response = await fetch(new URL('/ready', url));
      return { status: response.status, body: (await response.json()) as never };
    },
    async stop() {
      await gateway.stop();
      await database.close();
      await made.drop();
    },
  };
}

/** A registry, a gateway that has its graph from it, and the servers of our own part and of a partner’s. */
export interface DeliveredGraph extends DeliveredGateway {
  readonly registry: TestRegistry;
  readonly parks: StubSubgraph;
  readonly trams: StubSubgraph;
  readonly token: string;
  readonly home: string;
  publish(sdl: string, more?: object): Promise<{ status: number; body: Record<string, unknown> }>;
}

export const ownOf = (parks: StubSubgraph) => ({ subgraphs: partsOf(parks), supergraph: committed(parks) });

export async function startDelivered(
  given: Partial<RegistryOptions> = {},
  partner: Partial<GuardedHttpOptions> = {},
): Promise<DeliveredGraph> {
  const [parks, trams] = await Promise.all([
    startStub(parksSdl, parksResolvers),
    startStub(tramsSdl(), tramsResolvers()),
  ]);
  const registry = await startTestRegistry({ own: ownOf(parks), ...given });
  const token = await registry.partner('trams');
  const home = newHome();
  const gateway = await startDeliveredGateway({ registryUrl: registry.url, parks, home, partner });
  return {
    ...gateway,
    registry,
    parks,
    trams,
    token,
    home,
    publish: (sdl, more = {}) =>
      registry.ask(token, 'POST', '/v1/subgraphs/trams/publish', { sdl, url: trams.url, ...more }),
    async stop() {
      await gateway.stop();
      await registry.stop();
      await Promise.all([parks.stop(), trams.stop()]);
    },
  };
}

/** Waits for a condition, however long the machine takes; the test’s own limit ends it. */
export async function until<T>(look: () => Promise<T | undefined | false> | T | undefined | false): Promise<T> {
  for (;;) {
    const found = await look();
    if (found) return found;
    await sleep(20);
  }
}

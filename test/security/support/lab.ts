import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, type GraphQLSchema, parse } from 'graphql';
import { pino } from 'pino';
import { claimsOf, type Database, graphAudience, issueToken, keysIn, type KeyStore, systemClock } from '@millgate/kit';
import { databaseFrom } from '@millgate/kit/testing';
import { createGateway, type GatewayOptions, openGatewayDatabase } from '@millgate/gateway';
import { inProcessClient, type SubgraphAnswer, type SubgraphRequest } from '@millgate/gateway/engine';
import { serveKeysOf } from './issuer.ts';
import { parkSubgraphs, type LabSubgraph } from './parks.ts';

/** The gateway before small subgraphs whose data never change, with everything it does to be looked at. */
export interface Lab {
  readonly url: string;
  /** Requests that reached a subgraph since the start, and the headers each came with. */
  readonly fetched: { readonly subgraph: string; readonly headers: Readonly<Record<string, string>> }[];
  /** Lines of the gateway’s log. */
  readonly logged: string[];
  readonly database: Database;
  readonly keys: KeyStore;
  /** A token of somebody who is signed in. */
  token(id?: string): Promise<string>;
  stop(): Promise<void>;
}

export interface LabOptions extends Partial<GatewayOptions> {
  readonly parts?: readonly LabSubgraph[];
  /** Another replica of this one: with its database and its keys. */
  readonly beside?: Lab;
  /** What a broken or hostile subgraph would answer instead. */
  readonly tamper?: (subgraph: string, answer: unknown) => unknown;
}

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@cost", "@listSize", "@tag", "@requires", "@external", "@authenticated", "@requiresScopes"])';

export async function startLab({ parts = parkSubgraphs, tamper, beside, ...options }: LabOptions = {}): Promise<Lab> {
  const home = await mkdtemp(join(tmpdir(), 'millgate-lab-'));
  const keys = beside?.keys ?? keysIn(home);
  const sources = parts.map((part) => ({ ...part, document: parse(`${link}\n${part.typeDefs}`) }));
  const composed = composeServices(
    sources.map(({ name, document }) => ({ name, url: `http://127.0.0.1:9/${name}`, typeDefs: document })),
  );
  if (composed.errors) throw new Error(composed.errors.map(String).join('\n'));
  const schemas = new Map<string, GraphQLSchema>(
    sources.map(({ name, document, resolvers }) => [
      name,
      buildSubgraphSchema([{ typeDefs: document, resolvers: resolvers as never }]),
    ]),
  );
  const fetched: Lab['fetched'] = [];
  const logged: string[] = [];
  const lines = new Writable({
    write(chunk: Buffer, _encoding, done) {
      logged.push(chunk.toString());
      done();
    },
  });
  const { database, drop } = beside ? { database: beside.database, drop: async () => undefined } : await ownDatabase();
  const issuer = await serveKeysOf(keys);
  const gateway = await createGateway({
    database,
    supergraphSdl: composed.supergraphSdl,
    subgraphs: parts.map(({ name }) => name),
    client: (subgraph) =>
      inProcessClient(
        async ({ query, variables, headers }) => {
          fetched.push({ subgraph, headers });
          const schema = schemas.get(subgraph) as GraphQLSchema;
          const answer = await execute({ schema, document: parse(query), variableValues: variables });
          return tamper?.(subgraph, answer) ?? answer;
        },
        { subscribe: eventsOf },
      ),
    probe: async () => true,
    mode: 'production',
    issuers: [{ issuer: 'issuer', jwksUrl: issuer.url }],
    keys,
    clock: systemClock,
    log: pino({ level: 'warn', base: null }, lines),
    ...options,
  });
  const url = await gateway.listen({ host: '127.0.0.1', port: 0 });
  return {
    url: `${url}/graphql`,
    fetched,
    logged,
    database,
    keys,
    token: (id = 'wrk_lab') =>
      issueToken(keys, options.clock ?? systemClock, {
        signer: 'issuer',
        audience: graphAudience,
        lifetimeSeconds: 600,
        claims: claimsOf({ kind: 'PERSON', id, roles: [] }),
      }),
    async stop() {
      await gateway.stop();
      await issuer.stop();
      await drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** A database of the gateway’s own, copied from a template. */
async function ownDatabase(): Promise<{ database: Database; drop(): Promise<void> }> {
  const { url, drop } = await databaseFrom('tpl_graph_gateway', async (address) => {
    const made = await openGatewayDatabase(address);
    await made.migrate();
    await made.close();
  });
  const database = await openGatewayDatabase(url);
  return {
    database,
    async drop() {
      await database.close();
      await drop();
    },
  };
}

/** One event, and then none until the listener has left. */
async function* eventsOf({ signal }: SubgraphRequest): AsyncGenerator<SubgraphAnswer> {
  yield { data: { renamed: { __typename: 'Park', id: 'prk_1', name: 'Mill Park' } } };
  await new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
}

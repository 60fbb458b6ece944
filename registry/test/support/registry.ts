import { join } from 'node:path';
import { createLogger, type Clock, type Database, issueToken, keysIn, sql, systemClock } from '@millgate/kit';
import { databaseFrom } from '@millgate/kit/testing';
import {
  composeParts,
  createRegistry,
  openRegistryDatabase,
  type Registry,
  type RegistryOptions,
} from '../../src/index.ts';
import { meters, official } from './parks.ts';

export const keys = () => keysIn(join(process.env['MILLGATE_TEST_HOME'] ?? '', 'keys'));

export interface Answered<Body = Record<string, unknown>> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

/** A registry of its own, over HTTP, on a real database, with the graph of the parks. */
export interface TestRegistry {
  readonly url: string;
  readonly registry: Registry;
  readonly database: Database;
  readonly databaseUrl: string;
  /** Asks as the operator, as the gateway, by a publish token, or as nobody. */
  ask<Body = Record<string, unknown>>(
    who: string | null,
    method: string,
    path: string,
    body?: object,
    headers?: Record<string, string>,
  ): Promise<Answered<Body>>;
  /** An approved agency and a token for its subgraph. */
  partner(subgraph: string, agency?: string): Promise<string>;
  rows<Row extends object>(text: string, parameters?: readonly unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

const own = () => {
  const subgraphs = [
    { name: 'official', sdl: official, url: 'http://127.0.0.1:1/' },
    { name: 'meters', sdl: meters, url: 'http://127.0.0.1:2/' },
  ];
  const composed = composeParts(subgraphs.map((part) => ({ ...part, agency: 'millgate' })));
  if ('faults' in composed) throw new Error(composed.faults.map(({ message }) => message).join('\n'));
  return { subgraphs, supergraph: composed.supergraph };
};

export async function startTestRegistry(
  given: Partial<RegistryOptions> & { clock?: Clock; port?: number; databaseUrl?: string } = {},
): Promise<TestRegistry> {
  const made = await databaseFrom('tpl_registry', async (url) => {
    const database = await openRegistryDatabase(url);
    await database.migrate();
    await database.close();
  });
  const database = await openRegistryDatabase(given.databaseUrl ?? made.url);
  const registry = await createRegistry({
    database,
    keys: keys(),
    clock: systemClock,
    log: createLogger(process.env['MILLGATE_LOG'] ?? 'silent'),
    own: own(),
    grants: {},
    addresses: { allowed: ['127.0.0.0/8'] },
    documents: async () => [],
    ...given,
  });
  const url = await registry.listen({ host: '127.0.0.1', port: given.port ?? 0 });
  const tokenOf = async (who: string) =>
    /^mg[pmi]_/.test(who)
      ? who
      : issueToken(keys(), systemClock, {
          signer: who,
          audience: 'registry',
          lifetimeSeconds: 60,
          claims: { sub: who },
        });
  const ask: TestRegistry['ask'] = async <Body>(
    who: string | null,
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ) => {
    const response = await fetch(new URL(path, url), {
      method,
      headers: {
        ...(who === null ? {} : { authorization: `Bearer ${await tokenOf(who)}` }),
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: (text === '' ? {} : JSON.parse(text)) as Body };
  };
  return {
    url,
    registry,
    database,
    databaseUrl: given.databaseUrl ?? made.url,
    ask,
    async partner(subgraph, agency = `${subgraph}-office`) {
      await ask(null, 'POST', '/v1/agencies', { code: agency, name: agency, contact: 'a@b.example' });
      await ask('operator', 'POST', `/v1/agencies/${agency}/approve`, {});
      const { body } = await ask<{ token: string }>('operator', 'POST', '/v1/tokens', { agency, subgraph });
      return body.token;
    },
    rows: (text, parameters = []) => sql(database.fork(), text, parameters),
    async stop() {
      await registry.stop();
      await database.close();
      await made.drop();
    },
  };
}

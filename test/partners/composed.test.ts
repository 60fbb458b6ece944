import type { Server } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ApolloServer } from '@apollo/server';
import { composeServices } from '@apollo/composition';
import { demoId } from '@millgate/demo';
import { createEngine, type Engine, Guards, inProcessClient } from '@millgate/gateway/engine';
import { identityHeader, keysIn, signPartnerIdentity, systemClock } from '@millgate/kit';
import { parse } from 'graphql';
import { type Partner, serveKeysOf, startPartner } from '../support/partners.ts';

const welder = demoId('wrk', 'welder');
const owner = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  type Query { worker: Worker facility: Facility }
  type Worker @key(fields: "id") { id: ID! }
  type Facility @key(fields: "id") { id: ID! }
`;

let home: string;
let keyServer: Server;
const partners: Partner[] = [];
let engine: Engine;
let server: ApolloServer;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'millgate-composed-'));
  const keys = keysIn(home);
  const served = await serveKeysOf(keys);
  keyServer = served.server;
  partners.push(await startPartner('nursery', served.url), await startPartner('copyright-hall', served.url));
  const own = { name: 'community', url: 'http://community.invalid', typeDefs: parse(owner) };
  const others = partners.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) }));
  const { supergraphSdl = '' } = composeServices([own, ...others]);
  const guards = new Guards();
  const data = {
    worker: { __typename: 'Worker', id: welder },
    facility: { __typename: 'Facility', id: demoId('fac', 'xinxin') },
  };
  const caller = { kind: 'PERSON', id: welder, roles: [] } as const;
  const asked = { caller, requestId: 'r', pseudonyms: Buffer.from('secret') };
  engine = createEngine({
    supergraph: supergraphSdl,
    isForeign: (name) => name !== 'community',
    headers: async (_, subgraph, body) => ({
      [identityHeader]: await signPartnerIdentity(keys, systemClock, subgraph, asked, body),
    }),
    client: (name, url = '') =>
      name === 'community'
        ? inProcessClient(async () => structuredClone({ data }))
        : guards.partner(name, { url, addresses: { allow: ['127.0.0.0/8'], allowHttp: true } }),
  });
  server = new ApolloServer({ gateway: engine });
});
afterAll(async () => {
  await server?.stop();
  for (const partner of partners) await partner.stop();
  keyServer?.close();
  await rm(home, { recursive: true, force: true });
});

test('partners in two languages add to a worker and a facility in one answer', async () => {
  const query = `{
    worker { nurseryBooked { nurseryFromMonths } copyrightHallWorks { copyrightHallNo } }
    facility { nurseryPlaces { nurseryFree } copyrightHallDays { copyrightHallFree } }
  }`;

  const { body } = await server.executeOperation({ query });

  const { data, errors } = JSON.parse(JSON.stringify(body.kind === 'single' ? body.singleResult : {})) as Record<
    string,
    unknown
  >;
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    worker: { nurseryBooked: [{ nurseryFromMonths: 24 }], copyrightHallWorks: [{ copyrightHallNo: '2026-Z-0001' }] },
    facility: { nurseryPlaces: [{ nurseryFree: 3 }, { nurseryFree: 0 }], copyrightHallDays: null },
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimsOf, graphAudience, identityHeader, issueToken, type RoleGrant, systemClock } from '@millgate/kit';
import { type Lab, startLab } from './support/lab.ts';

const worker = { id: 'wrk_1', name: 'Lin' };
const partner = (name: string) => ({
  name,
  typeDefs: `type Query { ${name}Found(id: ID): Int } type Worker @key(fields: "id") { id: ID! ${name}Places: Int }`,
  resolvers: {
    Query: { [`${name}Found`]: () => 1 },
    Worker: { __resolveReference: ({ id }: { id: string }) => ({ id }), [`${name}Places`]: () => 2 },
  },
});

const parts = [
  {
    name: 'registry',
    typeDefs: 'type Query { worker(id: ID!): Worker } type Worker @key(fields: "id") { id: ID! name: String }',
    resolvers: { Query: { worker: () => worker }, Worker: { __resolveReference: () => worker } },
  },
  partner('nursery'),
  partner('hall'),
];

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ parts, subgraphs: ['registry'] });
});
afterAll(() => lab.stop());

const hr: readonly RoleGrant[] = [{ role: 'HR', scope: 'ent_1' }, { role: 'HANDLER' }];

/** What each subgraph was told of who asks. */
async function told(
  query: string,
  id?: string,
  variables = {},
  { roles = hr, more = {} }: { readonly roles?: readonly RoleGrant[]; readonly more?: Record<string, unknown> } = {},
): Promise<Record<string, Record<string, unknown>>> {
  const claims = id === undefined ? undefined : { ...claimsOf({ kind: 'PERSON', id, roles }), ...more };
  const token =
    claims &&
    (await issueToken(lab.keys, systemClock, {
      ...{ signer: 'issuer', audience: graphAudience, lifetimeSeconds: 60, claims },
    }));
  const before = lab.fetched.length;
  await fetch(lab.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'millgate-purpose': 'CASE; case=cas_01ARZ3NDEKTSV4RRFFQ69G5FAV',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify({ query, variables }),
  });
  return Object.fromEntries(
    lab.fetched.slice(before).map(({ subgraph, headers }) => {
      const [, payload = ''] = (headers[identityHeader] ?? '').split('.');
      return [subgraph, JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>];
    }),
  );
}

const places = '{ worker(id: "wrk_1") { name nurseryPlaces hallPlaces } }';
const proof = ['aud', 'body', 'exp', 'iat', 'iss', 'jti'];

describe('a subgraph that a partner runs', () => {
  test('is told that somebody asks, and neither who, nor what they are to the community, nor what for', async () => {
    const { registry = {}, nursery = {} } = await told(places, 'acc_hr');

    expect(registry).toMatchObject({ sub: 'acc_hr', roles: ['HR:ent_1', 'HANDLER'], reads: 'CASE' });
    expect(Object.keys(nursery).sort()).toEqual([...proof, 'sub']);
    expect(nursery['sub']).toMatch(/^psn_[\w-]{24}$/);
    expect(JSON.stringify(nursery)).not.toMatch(/acc_hr|ent_1|cas_/);
  });

  test('knows the same person again, by a name that no other partner is told', async () => {
    const [first, again, another] = [
      await told(places, 'acc_1'),
      await told(places, 'acc_1'),
      await told(places, 'acc_2'),
    ];

    expect(again['nursery']?.['sub']).toBe(first['nursery']?.['sub']);
    expect(
      new Set([first['nursery'], first['hall'], another['nursery'], another['hall']].map((one) => one?.['sub'])).size,
    ).toBe(4);
  });

  test('is told that a record is the caller’s own, where the request names the record anyway', async () => {
    const [own, somebodyElses] = [await told(places, 'wrk_1'), await told(places, 'wrk_2')];
    const [asked, unnamed] = [
      await told('query($id: ID) { nurseryFound(id: $id) }', 'wrk_1', { id: 'wrk_1' }),
      await told('{ nurseryFound }', 'wrk_1'),
    ];

    expect([own, somebodyElses, asked, unnamed].map(({ nursery }) => nursery?.['self'])).toEqual([
      'wrk_1',
      undefined,
      'wrk_1',
      undefined,
    ]);
  });

  test('is told of nobody who is not signed in', async () => {
    const { nursery = {} } = await told(places);

    expect(Object.keys(nursery).sort()).toEqual(proof);
  });
});

describe('what a partner agency that asks was granted', () => {
  const roles: readonly RoleGrant[] = [{ role: 'PARTNER', scope: 'tax-office' }];
  const grantedBy = async (more: Record<string, unknown>, who = roles) =>
    (await told(places, 'acc_tax', {}, { roles: who, more }))['registry']?.['granted'];

  test('is what its token says, of what can be granted, and nothing where it says nothing', async () => {
    expect(await grantedBy({ scope: 'worker:contact worker:pay worker:nothing' })).toEqual(['worker:contact']);
    expect(await grantedBy({})).toEqual([]);
    expect(await grantedBy({ granted: ['worker:identity'] })).toEqual([]);
  });

  test('is not what another role of its holder would open', async () => {
    const also: readonly RoleGrant[] = [...roles, { role: 'WORKER', scope: 'acc_tax' }, { role: 'CLERK' }];

    expect(await grantedBy({}, also)).toEqual([]);
    expect(await grantedBy({ scope: 'worker:pay worker:name' }, also)).toEqual(['worker:name']);
  });

  test('is told of nobody else, and to no other partner', async () => {
    const scope = 'worker:contact';

    expect(await grantedBy({ scope, granted: [scope] }, hr)).toBeUndefined();
    expect((await told(places, 'acc_tax', {}, { roles, more: { scope } }))['nursery']).not.toHaveProperty('granted');
  });
});

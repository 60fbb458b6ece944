import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApiKey, Documents } from '@millgate/gateway';
import { claimsOf, graphAudience, issueToken, systemClock } from '@millgate/kit';
import { type Lab, startLab } from './support/lab.ts';

const scoped = '@requiresScopes(scopes: [["worker:contact"]])';
const company = { id: 'cmp_1', name: 'Weavers', contactEmail: 'lin.xiaolan@example.org' };
const park = { id: 'prk_1', name: 'Mill Park', companies: [company] };
const renamed: string[] = [];

const parts = [
  {
    name: 'parks',
    typeDefs: `
      type Query { park: Park, companies: [Company!], node: Node, found: [Found!] }
      type Mutation { invite(name: String!): Company ${scoped} @tag(name: "public") }
      union Found = Company | Park
      interface Node { id: ID! }
      interface Contactable { id: ID!, contactEmail: String }
      type Park implements Node @key(fields: "id") { id: ID!, name: String, companies: [Company!] }
      type Company implements Node & Contactable @key(fields: "id") {
        id: ID!, name: String, contactEmail: String ${scoped}, park: Park, self: Contactable
      }
    `,
    resolvers: {
      Query: { park: () => park, companies: () => [company], node: () => company, found: () => [company, park] },
      Mutation: { invite: (_: unknown, { name }: { name: string }) => (renamed.push(name), company) },
      Node: { __resolveType: ({ id }: { id: string }) => (id.startsWith('cmp') ? 'Company' : 'Park') },
      Found: { __resolveType: ({ id }: { id: string }) => (id.startsWith('cmp') ? 'Company' : 'Park') },
      Contactable: { __resolveType: () => 'Company' },
      Company: { __resolveReference: () => company, park: () => park, self: () => company },
      Park: { __resolveReference: () => park },
    },
  },
  {
    name: 'partner',
    typeDefs: `
      type Query { picks: [Company!] }
      type Company @key(fields: "id") {
        id: ID!, contactEmail: String @external
        label: String @requires(fields: "contactEmail") ${scoped}
        stars: Int
      }
    `,
    resolvers: {
      Query: { picks: () => [{ id: 'cmp_1' }] },
      Company: {
        __resolveReference: (reference: object) => ({ ...company, ...reference }),
        label: ({ contactEmail }: { contactEmail: string }) => `<${contactEmail}>`,
        stars: () => 5,
      },
    },
  },
];

const invite = 'mutation Invite($name: String!) { invite(name: $name) { id } }';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ parts });
  await new Documents(lab.database).publish(
    [{ app: 'desk', hash: sha256(invite), name: 'Invite', kind: 'mutation', body: invite }],
    new Date('2026-11-22T08:00:00Z'),
  );
});
afterAll(() => lab.stop());

type Errors = { path: (string | number)[]; extensions: { code: string } }[];
const post = async (body: object, headers: Record<string, string> = {}) => {
  const response = await fetch(lab.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, text, ...(JSON.parse(text) as { data?: unknown; errors?: Errors }) };
};
const bearing = async (...roles: ('HR' | 'TRAINER')[]) => {
  const token = await issueToken(lab.keys, systemClock, {
    signer: 'issuer',
    audience: graphAudience,
    lifetimeSeconds: 60,
    claims: claimsOf({ kind: 'PERSON', id: 'acc_1', roles: roles.map((role) => ({ role })) }),
  });
  return { authorization: `Bearer ${token}` };
};

describe('a field that a scope opens is closed by every path', () => {
  test.each([
    ['a root', '{ companies { contactEmail } }'],
    ['another entity', '{ park { companies { contactEmail } } }'],
    ['there and back', '{ companies { park { companies { contactEmail } } } }'],
    ['an interface of any object', '{ node { id ... on Company { contactEmail } } }'],
    ['an interface that has the field', '{ node { ... on Contactable { contactEmail } } }'],
    ['an interface behind the object', '{ companies { self { contactEmail } } }'],
    ['a union', '{ found { ... on Company { contactEmail } } }'],
    ['a stub of another part', '{ picks { contactEmail stars } }'],
    ['an alias', '{ companies { name: contactEmail } }'],
    ['two aliases', '{ companies { a: contactEmail b: contactEmail } }'],
    ['a fragment', '{ companies { ...F } } fragment F on Company { ...G } fragment G on Company { contactEmail }'],
    ['a fragment on the interface', '{ companies { ...F } } fragment F on Contactable { contactEmail }'],
    ['a condition', 'query($yes: Boolean = true) { companies { contactEmail @include(if: $yes) } }'],
    ['what a partner computes from it', '{ companies { label } }'],
    ['what a partner computes from it, of a stub', '{ picks { label } }'],
  ])('%s', async (_path, query) => {
    const before = lab.fetched.length;

    const closed = await post({ query }, await bearing('TRAINER'));
    const open = await post({ query }, await bearing('HR'));

    expect(closed.text).not.toContain('example.org');
    expect(new Set(closed.errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['FORBIDDEN']));
    expect(closed.errors?.every(({ path }) => path.length > 0)).toBe(true);
    expect(open.text).toContain('example.org');
    expect(lab.fetched.length).toBeGreaterThan(before);
  });

  test('and is null beside what is open', async () => {
    const { status, data } = await post({ query: '{ companies { name contactEmail label stars } }' });

    expect({ status, data }).toEqual({
      status: 200,
      data: { companies: [{ name: 'Weavers', contactEmail: null, label: null, stars: 5 }] },
    });
  });
});

describe('a published document of another app', () => {
  const byId = {
    extensions: { persistedQuery: { version: 1, sha256Hash: sha256(invite) } },
    variables: { name: 'x' },
  };
  const app = (name: string) => ({ 'apollographql-client-name': name });

  test('is not found by its id', async () => {
    const { errors } = await post(byId, { ...(await bearing('HR')), ...app('kiosk') });

    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    expect(renamed).toEqual([]);
  });

  test('does nothing for whoever lacks its scopes and calls themselves by the app’s name', async () => {
    const key = await createApiKey(lab.database, systemClock, { label: 'kiosk', contract: 'public', tier: 'known' });
    const answers = [
      await post(byId, app('desk')),
      await post(byId, { ...app('desk'), 'millgate-key': key }),
      await post(byId, { ...app('desk'), ...(await bearing('TRAINER')) }),
    ];

    expect(answers.map(({ data, errors }) => [data, errors?.[0]?.extensions.code])).toEqual([
      [{ invite: null }, 'UNAUTHENTICATED'],
      [{ invite: null }, 'UNAUTHENTICATED'],
      [{ invite: null }, 'FORBIDDEN'],
    ]);
    expect(renamed).toEqual([]);
  });

  test('is done for whoever has them', async () => {
    const { data } = await post(byId, { ...app('desk'), ...(await bearing('HR')) });

    expect(data).toEqual({ invite: { id: 'cmp_1' } });
    expect(renamed).toEqual(['x']);
  });
});

import { describe, expect, test } from 'vitest';
import type { AccessGrant } from '../src/index.ts';
import { run, type TestSubgraph, worldOf } from './support/graph.ts';

const people: TestSubgraph = {
  name: 'people',
  typeDefs: `
    type Query {
      worker: Worker
      workers: [Worker!]
      found: [Found!]
      maybeFound: [Found]
      media: [Media!]
      strict: Strict
      open: Int
      closed: Int @authenticated
      secret: Secret
      grade: Grade
      code: Code
      ruled: Int @policy(policies: [["office-hours"], ["night", "guard"]])
    }
    type Mutation {
      hire(name: String): Worker @requiresScopes(scopes: [["staff"]])
      greet(name: String): Int
    }
    type Worker @key(fields: "id") {
      id: ID!
      name: String
      phone: String @requiresScopes(scopes: [["contact"], ["all", "read"]])
      boss: Worker
    }
    union Found = Worker | Secret
    type Secret @authenticated { text: String }
    enum Grade @authenticated { HIGH LOW }
    scalar Code @requiresScopes(scopes: [["codes"]])
    interface Media @key(fields: "id") { id: ID! title: String }
    type Book implements Media @key(fields: "id") { id: ID! title: String @requiresScopes(scopes: [["books"]]) }
    type Film implements Media @key(fields: "id") { id: ID! title: String }
    type Strict { plain: Int needed: Int! @authenticated }
  `,
  resolvers: {
    Query: {
      worker: () => lin,
      workers: () => [lin, wang],
      found: () => [
        { __typename: 'Worker', ...lin },
        { __typename: 'Secret', text: 'x' },
      ],
      maybeFound: () => [
        { __typename: 'Worker', ...lin },
        { __typename: 'Secret', text: 'x' },
      ],
      media: () => [
        { __typename: 'Book', id: 'b', title: 'Book' },
        { __typename: 'Film', id: 'f', title: 'Film' },
      ],
      strict: () => ({ plain: 1, needed: 2 }),
      open: () => 1,
      closed: () => 2,
      secret: () => ({ text: 'x' }),
      grade: () => 'HIGH',
      code: () => 'c',
      ruled: () => 3,
    },
    Mutation: { hire: () => lin, greet: () => 1 },
    Worker: { __resolveReference: ({ id }: { id: string }) => (id === 'w1' ? lin : wang) },
    Media: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
    Found: { __resolveType: ({ __typename }: { __typename: string }) => __typename },
  },
};
const wang = { id: 'w2', name: 'Wang', phone: '139', boss: null };
const lin = { id: 'w1', name: 'Lin', phone: '138', boss: wang };

const others: TestSubgraph = {
  name: 'others',
  typeDefs: `
    type Worker @key(fields: "id") {
      id: ID!
      phone: String @external
      masked: String @requires(fields: "phone") @requiresScopes(scopes: [["contact"], ["all", "read"]])
      beds: Int
    }
    type Media @interfaceObject @key(fields: "id") { id: ID! price: Int @authenticated stars: Int }
  `,
  resolvers: {
    Worker: {
      __resolveReference: (worker: object) => worker,
      masked: ({ phone }: { phone: string }) => `${phone.slice(0, 1)}**`,
      beds: () => 2,
    },
    Media: { __resolveReference: (media: object) => media, price: () => 9, stars: () => 5 },
  },
};

const grant = (scopes: string[] = [], more: Partial<AccessGrant> = {}): AccessGrant => ({
  authenticated: true,
  scopes: new Set(scopes),
  ...more,
});
const anonymous: AccessGrant = { authenticated: false, scopes: new Set() };

const ask = async (query: string, caller: AccessGrant | undefined, executor: 'compiled' | 'stock' = 'compiled') => {
  const world = worldOf([people, others]);
  const { data, errors } = await run(
    world,
    query,
    {},
    {
      executor,
      ...(caller && { access: () => caller }),
    },
  );
  return {
    data,
    refused: (errors ?? []).map(({ path, extensions }) => `${path?.join('.')} ${String(extensions?.['code'])}`),
    fetched: world.sent.map(({ subgraph, query: text }) => `${subgraph} ${text}`),
  };
};

const nothing: string[] = [];

describe('what a caller may not see is null, with an error that says where and why', () => {
  test.each<[string, string, AccessGrant, unknown, string[]]>([
    [
      'a field, to nobody in particular',
      '{ worker { name phone } }',
      anonymous,
      { worker: { name: 'Lin', phone: null } },
      ['worker.phone UNAUTHENTICATED'],
    ],
    [
      'a field, without its scope',
      '{ worker { name phone } }',
      grant(['read']),
      { worker: { name: 'Lin', phone: null } },
      ['worker.phone FORBIDDEN'],
    ],
    [
      'nothing, with one of the scopes',
      '{ worker { phone } }',
      grant(['contact']),
      { worker: { phone: '138' } },
      nothing,
    ],
    [
      'nothing, with all of several scopes',
      '{ worker { phone } }',
      grant(['all', 'read']),
      { worker: { phone: '138' } },
      nothing,
    ],
    [
      'each place in a list',
      '{ workers { id phone } }',
      grant(),
      {
        workers: [
          { id: 'w1', phone: null },
          { id: 'w2', phone: null },
        ],
      },
      ['workers.0.phone FORBIDDEN', 'workers.1.phone FORBIDDEN'],
    ],
    [
      'an alias',
      '{ worker { name: phone id } }',
      grant(),
      { worker: { name: null, id: 'w1' } },
      ['worker.name FORBIDDEN'],
    ],
    [
      'a fragment',
      '{ worker { ...F } } fragment F on Worker { boss { ... on Worker { p: phone } } }',
      grant(),
      { worker: { boss: { p: null } } },
      ['worker.boss.p FORBIDDEN'],
    ],
    ['an object type', '{ secret { text } open }', anonymous, { secret: null, open: 1 }, ['secret UNAUTHENTICATED']],
    ['an enum', '{ grade open }', anonymous, { grade: null, open: 1 }, ['grade UNAUTHENTICATED']],
    ['a scalar', '{ code open }', grant(), { code: null, open: 1 }, ['code FORBIDDEN']],
    [
      'a member of a union, where it stands',
      '{ maybeFound { ... on Worker { id } ... on Secret { text } } }',
      anonymous,
      { maybeFound: [{ id: 'w1' }, null] },
      ['maybeFound.1 UNAUTHENTICATED'],
    ],
    [
      'and what cannot do without it',
      '{ open found { ... on Worker { id } __typename } }',
      anonymous,
      { open: 1, found: null },
      ['found.1 UNAUTHENTICATED'],
    ],
    [
      'a field of some objects of an interface',
      '{ media { id title } }',
      grant(),
      {
        media: [
          { id: 'b', title: null },
          { id: 'f', title: 'Film' },
        ],
      },
      ['media.0.title FORBIDDEN'],
    ],
    [
      'the same by their own names',
      '{ media { ... on Book { title } ... on Film { title } } }',
      grant(),
      { media: [{ title: null }, { title: 'Film' }] },
      ['media.0.title FORBIDDEN'],
    ],
    [
      'what an interface object adds',
      '{ media { stars price } }',
      anonymous,
      {
        media: [
          { stars: 5, price: null },
          { stars: 5, price: null },
        ],
      },
      ['media.0.price UNAUTHENTICATED', 'media.1.price UNAUTHENTICATED'],
    ],
    [
      'what an interface object adds, by an object',
      '{ media { ... on Film { price } } }',
      anonymous,
      { media: [{}, { price: null }] },
      ['media.1.price UNAUTHENTICATED'],
    ],
    [
      'what is computed from it',
      '{ worker { masked beds } }',
      grant(),
      { worker: { masked: null, beds: 2 } },
      ['worker.masked FORBIDDEN'],
    ],
    [
      'nothing of that, with the scope',
      '{ worker { masked } }',
      grant(['contact']),
      { worker: { masked: '1**' } },
      nothing,
    ],
    [
      'the parent of a field that is never null',
      '{ strict { plain needed } open }',
      anonymous,
      { strict: null, open: 1 },
      ['strict.needed UNAUTHENTICATED'],
    ],
    ['a root field', '{ closed open }', anonymous, { closed: null, open: 1 }, ['closed UNAUTHENTICATED']],
  ])('%s', async (_what, query, caller, data, refused) => {
    const answer = await ask(query, caller);

    expect(answer).toMatchObject({ data, refused });
    expect(JSON.stringify(answer.data)).not.toMatch(refused.length > 0 ? /138|139|HIGH|"x"|Book/ : /never/);
  });

  test.each([
    '{ worker { name phone } }',
    '{ workers { id phone } }',
    '{ secret { text } open }',
    '{ maybeFound { __typename ... on Worker { id } ... on Secret { text } } }',
    '{ strict { plain needed } open }',
    '{ closed open grade }',
    'mutation { hire(name: "a") { id } greet(name: "b") }',
  ])('the stock executor keeps %s as well', async (query) => {
    const stock = await ask(query, anonymous, 'stock');
    const compiled = await ask(query, anonymous);

    expect({ data: stock.data, refused: stock.refused }).toEqual({ data: compiled.data, refused: compiled.refused });
    expect(stock.refused).not.toEqual([]);
  });

  test('an operation of which nothing may be seen asks no subgraph', async () => {
    const { data, fetched } = await ask('{ closed secret { text } grade }', anonymous);

    expect({ data, fetched }).toEqual({ data: { closed: null, secret: null, grade: null }, fetched: [] });
  });

  test.each([
    '{ worker { name phone } }',
    '{ media { title } }',
    '{ found { ... on Secret { text } } }',
    '{ worker { masked beds } }',
  ])('of %s nothing is fetched that is refused', async (query) => {
    const { fetched } = await ask(query, anonymous);

    expect(fetched.join(' ')).not.toMatch(/phone|\.\.\. on Book|text|masked/);
    expect(fetched).not.toEqual([]);
  });

  test('whoever trusts all callers enforces nothing', async () => {
    expect(await ask('{ closed worker { phone } }', undefined)).toMatchObject({
      data: { closed: 2, worker: { phone: '138' } },
      refused: [],
    });
  });

  test('the schema can be read all the same', async () => {
    const { data, refused } = await ask('{ __type(name: "Secret") { name } __typename }', anonymous);

    expect({ data, refused }).toEqual({ data: { __type: { name: 'Secret' }, __typename: 'Query' }, refused: [] });
  });
});

describe('a mutation that is refused', () => {
  test('is not executed, while its neighbour is', async () => {
    const { data, refused, fetched } = await ask('mutation { hire(name: "a") { id } greet(name: "b") }', grant());

    expect({ data, refused }).toEqual({ data: { hire: null, greet: 1 }, refused: ['hire FORBIDDEN'] });
    expect(fetched).toEqual([expect.stringMatching(/greet/)]);
    expect(fetched.join()).not.toContain('hire');
  });
});

describe('policies', () => {
  test.each<[string, string[], number | null]>([
    ['one that is satisfied suffices', ['office-hours'], 3],
    ['of several that belong together each is needed', ['night'], null],
    ['several that belong together suffice', ['night', 'guard'], 3],
    ['none satisfied is a refusal', [], null],
  ])('%s', async (_what, satisfied, ruled) => {
    const asked: string[][] = [];
    const policies = (names: readonly string[]) => {
      asked.push([...names]);
      return Promise.resolve(new Set(satisfied));
    };

    const { data } = await ask('{ ruled }', grant([], { policies }));

    expect({ data, asked }).toEqual({ data: { ruled }, asked: [['office-hours', 'night', 'guard']] });
  });

  test('are asked about only by operations that need them', async () => {
    const policies = () => {
      throw new Error('not needed');
    };

    expect(await ask('{ open }', grant([], { policies }))).toMatchObject({ data: { open: 1 }, refused: [] });
  });
});

describe('one operation of several callers', () => {
  test('is decided for each kind of them, whoever came first', async () => {
    const world = worldOf([people, others]);
    const callers = [grant(['contact']), anonymous, grant(), grant(['contact']), anonymous];

    const { createEngine } = await import('../src/index.ts');
    const { ApolloServer } = await import('@apollo/server');
    const gateway = createEngine({
      supergraph: world.supergraph,
      client: world.client,
      access: ({ context }) => (context as { grant: AccessGrant }).grant,
    });
    const server = new ApolloServer<{ grant: AccessGrant }>({ gateway });
    const phones: unknown[] = [];
    for (const each of callers) {
      const { body } = await server.executeOperation(
        { query: '{ worker { phone } }' },
        { contextValue: { grant: each } },
      );
      const single = JSON.parse(JSON.stringify(body.kind === 'single' ? body.singleResult : null)) as {
        data: { worker: { phone: string | null } };
        errors?: { extensions: { code: string } }[];
      };
      phones.push(single.data.worker.phone ?? single.errors?.[0]?.extensions.code);
    }
    await server.stop();

    expect(phones).toEqual(['138', 'UNAUTHENTICATED', 'FORBIDDEN', '138', 'UNAUTHENTICATED']);
  });
});

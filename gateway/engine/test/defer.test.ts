import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ApolloServer, HeaderMap } from '@apollo/server';
import { createEngine } from '../src/index.ts';
import { type TestSubgraph, worldOf } from './support/graph.ts';

const shelf: TestSubgraph = {
  name: 'shelf',
  typeDefs: `
    type Query { books: [Book!]! }
    type Book @key(fields: "id") { id: ID! title: String! }
  `,
  resolvers: {
    Query: {
      books: () => [
        { id: '1', title: 'One' },
        { id: '2', title: 'Two' },
      ],
    },
  },
};
const opinions: TestSubgraph = {
  name: 'opinions',
  typeDefs: 'type Book @key(fields: "id") { id: ID! stars: Int must: Int! }',
  resolvers: {
    Book: {
      stars: ({ id }: { id: string }) => Number(id) + 3,
      must: ({ id }: { id: string }) => {
        if (id === '2') throw new Error('lost');
        return 1;
      },
    },
  },
};

describe('@defer', () => {
  const { supergraph, client } = worldOf([shelf, opinions]);
  const gateway = createEngine({
    supergraph,
    client,
    presentError: ({ path }) => ({ message: 'presented', ...(path && { path }) }),
  });
  const server = new ApolloServer({ gateway, plugins: [gateway.plugin], includeStacktraceInErrorResponses: false });
  beforeAll(() => server.start());
  afterAll(() => server.stop());

  const ask = async (query: string, accept: string, variables = {}) => {
    const { headers, body } = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: 'POST',
        headers: new HeaderMap([
          ['content-type', 'application/json'],
          ['accept', accept],
        ]),
        search: '',
        body: { query, variables },
      },
      context: async () => ({}),
    });
    if (body.kind === 'complete')
      return { type: headers.get('content-type'), parts: [JSON.parse(body.string) as unknown] };
    let text = '';
    for await (const chunk of body.asyncIterator) text += chunk;
    const parts = [...text.matchAll(/^\{.*\}$/gm)].map(([json]) => JSON.parse(json) as unknown);
    return { type: headers.get('content-type'), parts };
  };
  const apolloClient = 'multipart/mixed;deferSpec=20220824,application/json';

  test('sends what is there first, and each deferred object when it comes', async () => {
    const { type, parts } = await ask('{ books { name: title ... @defer(label: "o") { stars } } }', apolloClient);

    expect(type).toBe('multipart/mixed; boundary="-"; deferSpec=20220824');
    expect(parts).toEqual([
      { data: { books: [{ name: 'One' }, { name: 'Two' }] }, hasNext: true },
      {
        incremental: [
          { data: { stars: 4 }, path: ['books', 0], label: 'o' },
          { data: { stars: 5 }, path: ['books', 1], label: 'o' },
        ],
        hasNext: false,
      },
    ]);
  });

  test('answers in one piece to whoever does not take parts', async () => {
    const { parts } = await ask('{ books { title ... @defer { stars } } }', 'application/json');

    expect(parts).toEqual([
      {
        data: {
          books: [
            { title: 'One', stars: 4 },
            { title: 'Two', stars: 5 },
          ],
        },
      },
    ]);
  });

  test('answers in one piece when its condition does not hold', async () => {
    const query = 'query ($later: Boolean!) { books { title ... @defer(if: $later) { stars } } }';

    expect((await ask(query, apolloClient, { later: false })).parts).toHaveLength(1);
    expect((await ask(query, apolloClient, { later: true })).parts).toHaveLength(2);
  });

  test('an error in a deferred part stays in that part', async () => {
    const { parts } = await ask('{ books { title ...Later @defer } } fragment Later on Book { must }', apolloClient);

    expect(parts[0]).toEqual({ data: { books: [{ title: 'One' }, { title: 'Two' }] }, hasNext: true });
    expect(parts[1]).toEqual({
      incremental: [
        { data: { must: 1 }, path: ['books', 0] },
        {
          data: null,
          path: ['books', 1],
          errors: [{ message: 'presented', path: ['books', 1, 'must'] }],
        },
      ],
      hasNext: false,
    });
  });
});

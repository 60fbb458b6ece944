import { ApolloServer } from '@apollo/server';
import { afterEach, describe, expect, test } from 'vitest';
import { createEngine, type EngineOptions, SubgraphError, type SubgraphRequest } from '../src/index.ts';
import { type TestSubgraph, worldOf } from './support/graph.ts';

let stock = 3;
const shop: TestSubgraph = {
  name: 'shop',
  typeDefs: `
    type Query { good(id: ID!): Good }
    type Mutation { sell(id: ID!): Good }
    type Good @key(fields: "id") { id: ID! stock: Int }
  `,
  resolvers: {
    Query: { good: (_: unknown, { id }: { id: string }) => ({ id, stock }) },
    Mutation: { sell: (_: unknown, { id }: { id: string }) => ({ id, stock: --stock }) },
  },
};
const makers: TestSubgraph = {
  name: 'makers',
  typeDefs: 'type Good @key(fields: "id") { id: ID! maker(of: String): String }',
  resolvers: { Good: { maker: ({ id }: { id: string }, { of = '' }: { of?: string }) => `maker ${id} ${of}` } },
};

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

interface Asker {
  readonly who: string;
  readonly signal?: AbortSignal;
}

/** A gateway whose subgraphs wait for `open` before they answer, so that what is asked meanwhile is in flight. */
async function gatewayOf(options: Partial<EngineOptions> = {}) {
  const world = worldOf([shop, makers]);
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  const sent: (SubgraphRequest & { subgraph: string })[] = [];
  const gateway = createEngine({
    supergraph: world.supergraph,
    client: (subgraph) => ({
      send: async (request) => {
        sent.push({ ...request, subgraph });
        if (request.query.startsWith('mutation')) return world.client(subgraph).send(request);
        await Promise.race([
          opened,
          new Promise((_, reject) => {
            request.signal?.addEventListener('abort', () => reject(new SubgraphError('REQUEST_CANCELLED')));
          }),
        ]);
        return world.client(subgraph).send(request);
      },
    }),
    sameCaller: ({ context }) => (context as unknown as Asker).who,
    signal: ({ context }) => (context as unknown as Asker).signal,
    ...options,
  });
  const server = new ApolloServer<Asker>({ gateway });
  stops.push(() => server.stop());
  await server.start();
  const ask = async (query: string, who: string, { signal, ...variables }: Record<string, unknown> = {}) => {
    const contextValue = { who, ...(signal instanceof AbortSignal && { signal }) };
    const { body } = await server.executeOperation({ query, variables }, { contextValue });
    if (body.kind !== 'single') throw new Error('The answer came in parts.');
    return JSON.parse(JSON.stringify(body.singleResult)) as unknown;
  };
  const underWay = async (count: number) => {
    while (sent.length < count) await new Promise((resolve) => setTimeout(resolve, 1));
    await new Promise((resolve) => setTimeout(resolve, 20));
  };
  return { ask, open, sent, underWay };
}

const query = 'query ($id: ID!) { good(id: $id) { stock maker } }';
const answered = { data: { good: { stock: 3, maker: 'maker a ' } } };

describe('what is in flight', () => {
  test('is asked of a subgraph once for one caller, who gets it each time', async () => {
    const { ask, open, sent, underWay } = await gatewayOf();

    const asked = Array.from({ length: 5 }, () => ask(query, 'ana', { id: 'a' }));
    await underWay(1);
    open();

    expect(await Promise.all(asked)).toEqual(Array.from({ length: 5 }, () => answered));
    expect(sent.map(({ subgraph }) => subgraph)).toEqual(['shop', 'makers']);
  });

  test('is never shared by two identities', async () => {
    const { ask, open, sent, underWay } = await gatewayOf();

    const asked = ['ana', 'ben', 'ana', 'ben'].map((who) => ask(query, who, { id: 'a' }));
    await underWay(2);
    open();
    await Promise.all(asked);

    expect(sent.map(({ subgraph }) => subgraph)).toEqual(['shop', 'shop', 'makers', 'makers']);
  });

  test.each([
    ['nobody says who is the same', { sameCaller: () => undefined }],
    ['sharing is off', { sameCaller: undefined as never }],
  ])('is not shared where %s', async (_why, options) => {
    const { ask, open, sent, underWay } = await gatewayOf(options);

    const asked = [ask(query, 'ana', { id: 'a' }), ask(query, 'ana', { id: 'a' })];
    await underWay(2);
    open();
    await Promise.all(asked);

    expect(sent).toHaveLength(4);
  });

  test('is not shared by questions about something else', async () => {
    const { ask, open, sent, underWay } = await gatewayOf();

    const asked = [ask(query, 'ana', { id: 'a' }), ask(query, 'ana', { id: 'b' })];
    await underWay(2);
    open();

    expect(await Promise.all(asked)).toEqual([answered, { data: { good: { stock: 3, maker: 'maker b ' } } }]);
    expect(sent).toHaveLength(4);
  });

  test('is taken apart where two operations go on from one fetch in different ways', async () => {
    const { ask, open, sent, underWay } = await gatewayOf();
    const of = (place: string) => `query ($id: ID!) { good(id: $id) { stock maker(of: "${place}") } }`;

    const asked = [ask(of('Kunshan'), 'ana', { id: 'a' }), ask(of('Suzhou'), 'ana', { id: 'a' })];
    await underWay(1);
    open();

    expect(await Promise.all(asked)).toEqual(
      ['Kunshan', 'Suzhou'].map((place) => ({ data: { good: { stock: 3, maker: `maker a ${place}` } } })),
    );
    expect(sent.filter(({ subgraph }) => subgraph === 'shop')).toHaveLength(1);
  });

  test('is a mutation for each who asks for one', async () => {
    const before = stock;
    const { ask, open, underWay } = await gatewayOf();

    const asked = Array.from({ length: 3 }, () => ask('mutation { sell(id: "a") { id } }', 'ana'));
    await underWay(3);
    open();
    await Promise.all(asked);

    expect(stock).toBe(before - 3);
    stock = before;
  });

  test('is not joined by who asks after a mutation: it may not have seen what that did', async () => {
    const before = stock;
    const { ask, open, sent, underWay } = await gatewayOf();

    const earlier = ask(query, 'ana', { id: 'a' });
    await underWay(1);
    await ask('mutation { sell(id: "a") { id } }', 'ana');
    const later = ask(query, 'ana', { id: 'a' });
    await underWay(3);
    open();
    await Promise.all([earlier, later]);

    expect(sent.filter(({ query: text }) => text.includes('good(id'))).toHaveLength(2);
    stock = before;
  });

  test('goes on for the others when the first leaves, and is called off when all have left', async () => {
    const { ask, open, sent, underWay } = await gatewayOf();
    const [first, second, third] = [new AbortController(), new AbortController(), new AbortController()];

    const leaving = ask(query, 'ana', { id: 'a', signal: first.signal });
    const staying = ask(query, 'ana', { id: 'a', signal: second.signal });
    const alone = ask(query, 'ben', { id: 'a', signal: third.signal });
    await underWay(2);
    first.abort();
    third.abort();
    open();

    expect(await staying).toEqual(answered);
    expect(sent.map(({ signal }) => signal?.aborted)).toEqual([false, true, false]);
    expect([await leaving, await alone]).toMatchObject(
      Array.from({ length: 2 }, () => ({ errors: [{ extensions: { code: 'REQUEST_CANCELLED' } }] })),
    );
  });
});

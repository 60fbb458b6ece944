import { monitorEventLoopDelay } from 'node:perf_hooks';
import { ApolloServer } from '@apollo/server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEngine } from '../src/index.ts';
import { type TestSubgraph, worldOf, type World } from './support/graph.ts';

const parks: TestSubgraph = {
  name: 'parks',
  typeDefs: `
    type Query { parks: [Park!]! thing: Thing }
    type Park @key(fields: "id") { id: ID! companies: [Company!] }
    type Company @key(fields: "id") { id: ID! park: Park }
    type Meter @key(fields: "id") { id: ID! park: Park }
    interface Thing { id: ID! name: String other: Thing }
    ${[0, 1, 2, 3, 4, 5].map((i) => `type T${i} implements Thing @key(fields: "id") { id: ID! name: String @shareable other: Thing }`).join('\n')}
  `,
  resolvers: { Query: { parks: () => [] }, Thing: { __resolveType: () => 'T0' } },
};
const meters: TestSubgraph = {
  name: 'meters',
  typeDefs: `
    type Park @key(fields: "id") { id: ID! meters: [Meter!] }
    type Meter @key(fields: "id") { id: ID! }
    ${[0, 1, 2, 3, 4, 5].map((i) => `type T${i} @key(fields: "id") { id: ID! name: String @shareable }`).join('\n')}
  `,
  resolvers: {},
};
/** Six subgraphs that can all answer the same six fields. */
const sharers: TestSubgraph[] = [0, 1, 2, 3, 4, 5].map((i) => ({
  name: `sharer${i}`,
  typeDefs: `
    type Query { node: Node @shareable }
    type Node @key(fields: "id") { id: ID! ${[0, 1, 2, 3, 4, 5].map((f) => `f${f}: Node @shareable`).join(' ')} }
  `,
  resolvers: { Query: { node: () => null } },
}));

const bomb = (crossing: number) => {
  const fragments = Array.from(
    { length: crossing },
    (_, i) =>
      `fragment F${i} on Park { a${i}: meters { park { ...F${i + 1} } } b${i}: meters { park { ...F${i + 1} } } }`,
  );
  return `{ parks { ...F0 } } ${fragments.join('\n')} fragment F${crossing} on Park { id }`;
};
const doubling = Array.from({ length: 30 }, (_, i) => `fragment F${i} on Park { ...F${i + 1} ...F${i + 1} }`);
const nonLocal = (levels: number): string =>
  levels === 0
    ? 'id'
    : `name ${[0, 1, 2, 3, 4, 5].map((i) => `... on T${i} { name }`).join(' ')} other { ${nonLocal(levels - 1)} }`;
const options = (levels: number): string =>
  levels === 0
    ? 'id'
    : [0, 1, 2, 3, 4, 5]
        .slice(0, 2)
        .map((f) => `f${f} { ${options(levels - 1)} }`)
        .join(' ');
const pingPong = '{ parks { '.concat('companies { park { '.repeat(50), 'id', ' } }'.repeat(50), ' } }');

/** What one event loop may be blocked for by one operation; a machine that is busy with other things gets some more. */
const longestBlockMs = 1_500;

describe('an operation that is made to keep the planner busy', () => {
  let world: World;
  let server: ApolloServer;
  beforeAll(async () => {
    world = worldOf([parks, meters, ...sharers]);
    const gateway = createEngine({ supergraph: world.supergraph, client: world.client });
    server = new ApolloServer({ gateway });
    await server.start();
  });
  afterAll(() => server.stop());

  test.each([
    ['aliases and fragments that cross two subgraphs', bomb(10), 'QUERY_TOO_COMPLEX'],
    ['fewer of them, and still a second of planning', bomb(8), 'QUERY_TOO_COMPLEX'],
    ['as many of them as are allowed', bomb(7), undefined],
    [
      'fragments that double',
      `{ parks { ...F0 } } ${doubling.join(' ')} fragment F30 on Park { id }`,
      'QUERY_TOO_COMPLEX',
    ],
    ['fragments on an interface and its objects', `{ thing { ${nonLocal(30)} } }`, undefined],
    ['fields that six subgraphs can answer', `{ node { ${options(6)} } }`, undefined],
    ['a relation there and back', pingPong, 'QUERY_TOO_COMPLEX'],
  ])('does not block for long: %s', async (_name, query, code) => {
    const lag = monitorEventLoopDelay({ resolution: 5 });
    lag.enable();
    const asked = world.sent.length;

    const { body } = await server.executeOperation({ query });

    lag.disable();
    const errors = body.kind === 'single' ? body.singleResult.errors : undefined;
    expect(lag.max / 1e6).toBeLessThan(longestBlockMs);
    if (code !== undefined) {
      expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual([code]);
      expect(world.sent.length).toBe(asked);
    }
  });
});

/** The most processor time that the thread spent between two turns of its event loop while something was under way. */
async function longestTurnMs(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = process.threadCpuUsage();
  let under = true;
  const turn = () => {
    const { user, system } = process.threadCpuUsage(last);
    longest = Math.max(longest, (user + system) / 1_000);
    last = process.threadCpuUsage();
    if (under) setImmediate(turn);
  };
  setImmediate(turn);
  await work();
  under = false;
  turn();
  return longest;
}

describe('an operation that takes long to plan and is allowed', () => {
  const largest = bomb(7);
  const start = async () => {
    const world = worldOf([parks, meters, ...sharers]);
    const gateway = createEngine({ supergraph: world.supergraph, client: world.client });
    const server = new ApolloServer({ gateway });
    await server.start();
    return { world, server };
  };

  test('of which its conditions leave nothing is answered with nothing', async () => {
    const { server } = await start();
    const query = largest.replace('{ parks {', 'query Q($all: Boolean!) { parks @include(if: $all) {');

    const { body } = await server.executeOperation({ query, variables: { all: false } });

    await server.stop();
    expect(JSON.parse(JSON.stringify(body))).toEqual({ kind: 'single', singleResult: { data: {} } });
  });

  test('is planned beside the thread that answers, which goes on with others', async () => {
    const { world, server } = await start();
    const errors: unknown[] = [];
    // What is measured is planning: parsing, checking and compiling for the first time is measured with it.
    await server.executeOperation({ query: bomb(4) });

    const longest = await longestTurnMs(async () => {
      const answers = await Promise.all([1, 2, 3].map(async () => server.executeOperation({ query: largest })));
      for (const { body } of answers) if (body.kind === 'single') errors.push(body.singleResult.errors);
    });

    await server.stop();
    expect(errors).toEqual([undefined, undefined, undefined]);
    expect(world.sent.map(({ subgraph }) => subgraph)).toEqual(['parks', 'parks', 'parks', 'parks']);
    expect(longest).toBeLessThan(100);
  });
});

import { describe, expect, test } from 'vitest';
import { run, type TestSubgraph, worldOf } from './support/graph.ts';

const shop: TestSubgraph = {
  name: 'shop',
  typeDefs: `
    type Query { parcel: Parcel }
    type Parcel @key(fields: "id") { id: ID! weight: Int size: Int }
  `,
  resolvers: { Query: { parcel: () => ({ id: 'p', weight: 3, size: 4 }) } },
};
const post: TestSubgraph = {
  name: 'post',
  typeDefs: `
    type Parcel @key(fields: "id") {
      id: ID!
      weight: Int @external
      fee: Int @requires(fields: "weight")
      route: Route!
    }
    type Route { stops: Int }
  `,
  resolvers: {
    Parcel: {
      fee: ({ weight }: { weight: number }) => weight * 2,
      route: () => ({ stops: 2 }),
    },
  },
};

describe('a field that is left out', () => {
  test.each([
    ['{ parcel { route { stops } fee @skip(if: true) } }', { route: { stops: 2 } }],
    ['query ($with: Boolean!) { parcel { route { stops } fee @include(if: $with) } }', { route: { stops: 2 } }],
    ['query ($with: Boolean = false) { parcel { fee route { stops @include(if: $with) } } }', { fee: 6, route: {} }],
    ['query ($with: Boolean!) { parcel { ...F @include(if: $with) } } fragment F on Parcel { fee }', {}],
  ])('takes nothing else with it: %s', async (query, parcel) => {
    const variables = query.includes('Boolean!') ? { with: false } : {};

    expect(await run(worldOf([shop, post]), query, variables)).toEqual({ data: { parcel } });
  });

  test('is there for the next caller, who wants it', async () => {
    const world = worldOf([shop, post]);
    const query = 'query ($with: Boolean!) { parcel { route { stops } fee @include(if: $with) } }';

    expect(await run(world, query, { with: true })).toEqual({ data: { parcel: { route: { stops: 2 }, fee: 6 } } });
    expect(await run(world, query, { with: false })).toEqual({ data: { parcel: { route: { stops: 2 } } } });
  });

  test('is not asked of any subgraph', async () => {
    const world = worldOf([shop, post]);

    await run(world, 'query ($with: Boolean!) { parcel { size fee @include(if: $with) } }', { with: false });

    expect(world.sent.map(({ subgraph, query }) => [subgraph, query])).toEqual([['shop', '{parcel{size}}']]);
  });
});

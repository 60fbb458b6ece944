import { expect, test } from 'vitest';
import { run, type TestSubgraph, worldOf } from './support/graph.ts';

const goods: TestSubgraph = {
  name: 'goods',
  typeDefs: `
    type Query { goods: [Good!]! }
    type Good @key(fields: "id") { id: ID! size: Size! }
    type Size { label: String! }
    type Maker @key(fields: "id") { id: ID! city: String }
  `,
  resolvers: {
    Query: { goods: () => ['1', '2', '2'].map((id) => ({ id, size: { label: `size ${id}` } })) },
    Maker: { city: () => 'Kunshan' },
  },
};
const makers: TestSubgraph = {
  name: 'makers',
  typeDefs: `
    type Good @key(fields: "id") { id: ID! maker: Maker }
    type Maker @key(fields: "id") { id: ID! }
  `,
  resolvers: { Good: { maker: () => ({ id: 'm' }) } },
};

test('an entity that hangs in several places is whole in all of them', async () => {
  const world = worldOf([goods, makers]);

  const answer = await run(world, '{ goods { size { label } maker { city } } }');

  const of = (id: number) => ({ size: { label: `size ${id}` }, maker: { city: 'Kunshan' } });
  expect(answer).toEqual({ data: { goods: [of(1), of(2), of(2)] } });
  // Each entity is asked for once.
  expect(world.sent.slice(1).map(({ body }) => (JSON.parse(body ?? '') as { variables: object }).variables)).toEqual([
    {
      representations: [
        { __typename: 'Good', id: '1' },
        { __typename: 'Good', id: '2' },
      ],
    },
    { representations: [{ __typename: 'Maker', id: 'm' }] },
  ]);
});

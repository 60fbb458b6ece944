import { describe, expect, test } from '@jest/globals';
import { run, type TestSubgraph, worldOf } from './support/graph.ts';

const goods: TestSubgraph = {
  name: 'goods',
  typeDefs: `
    type Query { goods: [Good!]! }
    type Mutation { touch: Good }
    type Good @key(fields: "id") { id: ID! price(currency: String!): Int }
  `,
  resolvers: {
    Query: { goods: () => [{ id: 'a' }, { id: 'b' }] },
    Mutation: { touch: () => ({ id: 'a' }) },
    Good: { price: (_: unknown, { currency }: { currency: string }) => ({ CNY: 7, USD: 1 })[currency] },
  },
};
const freight: TestSubgraph = {
  name: 'freight',
  typeDefs: `
    type Good @key(fields: "id") {
      id: ID!
      price(currency: String!): Int @external
      freight: Int @requires(fields: "price(currency: \\"CNY\\")")
      freightAbroad: Int @requires(fields: "price(currency: \\"USD\\")")
    }
  `,
  resolvers: {
    Good: {
      freight: ({ price }: { price: number }) => price * 10,
      freightAbroad: ({ price }: { price: number }) => price * 10,
    },
  },
};
const world = () => worldOf([goods, freight]);

describe('@requires with arguments', () => {
  test('is computed from the argument it names, not from the one the client asks for', async () => {
    const answer = await run(world(), '{ goods { price(currency: "USD") freight } }');

    expect(answer).toEqual({
      data: {
        goods: [
          { price: 1, freight: 70 },
          { price: 1, freight: 70 },
        ],
      },
    });
  });

  test('keeps two fields apart that need one field with different arguments', async () => {
    const answer = await run(world(), '{ goods { freight ...Abroad } } fragment Abroad on Good { freightAbroad id }');

    expect(JSON.stringify(answer)).toBe(
      '{"data":{"goods":[{"freight":70,"freightAbroad":10,"id":"a"},{"freight":70,"freightAbroad":10,"id":"b"}]}}',
    );
  });

  test('refuses such a pair below a mutation, which must not run twice', async () => {
    const here = world();

    const answer = await run(here, 'mutation { touch { freight freightAbroad } }');

    expect(answer.errors?.[0]?.extensions?.['code']).toBe('CONFLICTING_REQUIRES');
    expect(here.sent).toEqual([]);
  });
});

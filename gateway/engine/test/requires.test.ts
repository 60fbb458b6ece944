import { describe, expect, test } from 'vitest';
import { SubgraphError } from '../src/index.ts';
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

describe('@requires while the source of what it names is down', () => {
  const registry: TestSubgraph = {
    name: 'registry',
    typeDefs: `
      type Query { workers: [Worker!]! }
      type Worker @key(fields: "id") { id: ID! }
    `,
    resolvers: { Query: { workers: () => [{ id: 'w1' }, { id: 'w2' }] } },
  };
  const records: TestSubgraph = {
    name: 'records',
    typeDefs: `
      type Worker @key(fields: "id") { id: ID! born: Fact rank: Int grade: Int! }
      type Fact @shareable { value: String source: String! }
    `,
    resolvers: {
      Worker: { born: () => ({ value: '1994', source: 'records' }), rank: () => 3, grade: () => 5 },
    },
  };
  const aid: TestSubgraph = {
    name: 'aid',
    typeDefs: `
      type Worker @key(fields: "id") {
        id: ID!
        born: Fact @external
        rank: Int @external
        grade: Int! @external
        advice: String @requires(fields: "born { value } rank")
        level: String @requires(fields: "rank")
        grading: String @requires(fields: "grade rank")
      }
      type Fact @shareable { value: String source: String! }
    `,
    resolvers: {
      Worker: {
        advice: ({ born, rank }: { born: { value: string } | null; rank: number | null }) =>
          `born ${JSON.stringify(born)}, rank ${JSON.stringify(rank)}`,
        level: ({ rank }: { rank: number | null }) => (rank === null ? 'unknown' : `level ${rank}`),
        grading: ({ grade }: { grade: number }) => `grade ${grade}`,
      },
    },
  };
  const graph = (down: boolean) =>
    worldOf([registry, records, aid], (subgraph, answer) => {
      if (down && subgraph === 'records') throw new SubgraphError('SUBGRAPH_UNAVAILABLE');
      return answer;
    });

  test('the subgraph is asked all the same, with null for what may be null', async () => {
    const answer = await run(graph(true), '{ workers { id advice level } }');

    expect(answer.data).toEqual({
      workers: [
        { id: 'w1', advice: 'born null, rank null', level: 'unknown' },
        { id: 'w2', advice: 'born null, rank null', level: 'unknown' },
      ],
    });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', serviceName: 'records' } }]);
  });

  test('what cannot be null is not made up: the field that needs it is null', async () => {
    const here = graph(true);

    const answer = await run(here, '{ workers { id grading } }');

    expect(answer.data).toEqual({
      workers: [
        { id: 'w1', grading: null },
        { id: 'w2', grading: null },
      ],
    });
    expect(here.sent.map(({ subgraph }) => subgraph)).toEqual(['registry', 'records']);
  });

  test('while it is up the facts arrive', async () => {
    const answer = await run(graph(false), '{ workers { advice level grading } }');

    const worker = { advice: 'born {"value":"1994"}, rank 3', level: 'level 3', grading: 'grade 5' };
    expect(answer).toEqual({ data: { workers: [worker, worker] } });
  });
});

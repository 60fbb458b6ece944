import { describe, expect, test } from 'vitest';
import { run, type TestSubgraph, worldOf } from './support/graph.ts';

const before: TestSubgraph = {
  name: 'before',
  typeDefs: 'type Query { item: Item } type Item @key(fields: "id") { id: ID! stock: String }',
  resolvers: { Query: { item: () => ({ id: '1' }) }, Item: { stock: () => 'counted by before' } },
};
const after: TestSubgraph = {
  name: 'after',
  typeDefs: 'type Item @key(fields: "id") { id: ID! stock: String @override(from: "before", label: "percent(50)") }',
  resolvers: { Item: { stock: () => 'counted by after' } },
};

describe('progressive @override', () => {
  test.each([
    [true, 'counted by after'],
    [false, 'counted by before'],
  ])('asks the subgraph that the label decides for: %s', async (holds, stock) => {
    const overrides = () => new Map([['percent(50)', holds]]);

    const answer = await run(worldOf([before, after]), '{ item { stock } }', {}, { overrides });

    expect(answer).toEqual({ data: { item: { stock } } });
  });
});

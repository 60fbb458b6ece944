import { expect, test } from 'vitest';
import type { AccessGrant } from '../src/index.ts';
import { run, type TestSubgraph, worldOf } from './support/graph.ts';

const workers: TestSubgraph = {
  name: 'workers',
  typeDefs: `
    type Query {
      open: Int
      workers(first: Int, orderBy: Order, matching: Filter, near: Place): [Worker!]
      someone: Someone
    }
    interface Someone { friends(matching: Filter): Int }
    type Worker implements Someone @key(fields: "id") { id: ID! friends(matching: Filter): Int }
    enum Order @requiresScopes(scopes: [["pay"]]) { SALARY }
    input Filter { name: String, all: [Filter!], by: Deep }
    input Deep { phone: Phone }
    input Place { city: String }
    scalar Phone @authenticated
  `,
  resolvers: {
    Query: { open: () => 1, workers: () => [{ id: 'w1' }], someone: () => ({ __typename: 'Worker' }) },
    Worker: { friends: () => 3 },
    Someone: { __resolveType: () => 'Worker' },
  },
};

const anonymous: AccessGrant = { authenticated: false, scopes: new Set() };
const known: AccessGrant = { authenticated: true, scopes: new Set() };
const paid: AccessGrant = { authenticated: true, scopes: new Set(['pay']) };

const found = [{ id: 'w1' }];

test.each<[string, string, [AccessGrant, unknown][]]>([
  [
    'what is not given demands nothing',
    '{ open it: workers(first: 1) { id } }',
    [
      [anonymous, found],
      [paid, found],
    ],
  ],
  [
    'an order by what a scope opens demands the scope',
    '{ open it: workers(orderBy: SALARY) { id } }',
    [
      [anonymous, 'UNAUTHENTICATED'],
      [known, 'FORBIDDEN'],
      [paid, found],
    ],
  ],
  [
    'so does one by a variable',
    'query($order: Order) { open it: workers(orderBy: $order) { id } }',
    [
      [known, 'FORBIDDEN'],
      [paid, found],
    ],
  ],
  [
    'a filter demands what may stand in it, at whatever depth',
    '{ open it: workers(matching: { all: [{ by: { phone: "1" } }] }) { id } }',
    [
      [anonymous, 'UNAUTHENTICATED'],
      [known, found],
    ],
  ],
  [
    'a filter in which nothing of it stands is open',
    '{ open it: workers(near: { city: "x" }) { id } }',
    [[anonymous, found]],
  ],
  [
    'a field of an interface is no way around it',
    '{ open someone { it: friends(matching: { name: "x" }) } }',
    [
      [anonymous, 'UNAUTHENTICATED'],
      [known, 3],
    ],
  ],
])('%s', async (_rule, query, callers) => {
  for (const [grant, expected] of callers) {
    for (const executor of ['compiled', 'stock'] as const) {
      const world = worldOf([workers]);

      const { data, errors } = await run(world, query, { order: 'SALARY' }, { executor, access: () => grant });

      const holder = (data?.['someone'] ?? data) as Record<string, unknown>;
      expect(errors?.[0]?.extensions?.['code'] ?? holder['it']).toEqual(expected);
      expect(data?.['open']).toBe(1);
      if (errors) expect(world.sent.map(({ query: sent }) => sent).join(' ')).not.toMatch(/orderBy|matching/);
    }
  }
});

import { ApolloServer } from '@apollo/server';
import { afterEach, expect, test } from 'vitest';
import type { GraphQLObjectType } from 'graphql';
import { setTimeout as sleep } from 'node:timers/promises';
import { createEngine, inProcessClient } from '../src/index.ts';
import { supergraphOf, type TestSubgraph } from './support/graph.ts';

const parks = (more = ''): TestSubgraph => ({
  name: 'parks',
  typeDefs: `type Query { park: Park } type Park @key(fields: "id") { id: ID! ${more} }`,
  resolvers: {},
});
const trams: TestSubgraph = {
  name: 'trams',
  typeDefs: 'type Park @key(fields: "id") { id: ID! trams: Int }',
  resolvers: {},
};

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

test('what is under way ends on the graph that it began on, with a field and a subgraph that the next has no more', async () => {
  let update: (sdl: string) => void = () => undefined;
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  let arrived: () => void = () => undefined;
  const isAsked = new Promise<void>((resolve) => (arrived = resolve));
  const gateway = createEngine({
    warmMillis: 20_000,
    supergraph: async (options) => {
      ({ update } = options);
      return { supergraphSdl: supergraphOf([parks('name: String'), trams]) };
    },
    client: (subgraph) =>
      inProcessClient(
        async () => {
          if (subgraph === 'trams') return { data: { _entities: [{ __typename: 'Park', trams: 3 }] } };
          arrived();
          await held;
          return { data: { park: { __typename: 'Park', id: '1', name: 'North' } } };
        },
        { timeoutMs: 60_000 },
      ),
  });
  const server = new ApolloServer({ gateway });
  await server.start();
  stops.push(() => server.stop());
  const ask = async () => {
    const { body } = await server.executeOperation({ query: '{ park { name trams } }' });
    return JSON.parse(JSON.stringify(body)) as { singleResult: { data?: unknown; errors?: unknown[] } };
  };

  const underWay = ask();
  await isAsked;
  update(supergraphOf([parks()]));
  const fields = () => Object.keys((gateway.servedSchema?.getType('Park') as GraphQLObjectType).getFields());
  while (fields().includes('trams')) await sleep(10);
  const later = await ask();
  release();

  expect((await underWay).singleResult).toEqual({ data: { park: { name: 'North', trams: 3 } } });
  expect(later.singleResult.errors).toHaveLength(2);
});

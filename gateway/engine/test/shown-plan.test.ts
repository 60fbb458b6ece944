import { ApolloServer } from '@apollo/server';
import { describe, expect, test } from 'vitest';
import { createEngine, type PreparedEvent } from '../src/index.ts';
import { type TestSubgraph, worldOf } from './support/graph.ts';

const clock: TestSubgraph = {
  name: 'clock',
  typeDefs: 'type Query { hour(zone: String): Int minute: Int }',
  resolvers: { Query: { hour: () => 7, minute: () => 5 } },
};

async function ask(query: string, options: object) {
  const { supergraph, client } = worldOf([clock]);
  const events: PreparedEvent[] = [];
  const observer = { prepared: (event: PreparedEvent) => void events.push(event) };
  const server = new ApolloServer({ gateway: createEngine({ supergraph, client, observer, ...options }) });
  await server.start();
  const atStart = events.length;
  const { body } = await server.executeOperation({ query });
  await server.stop();
  const result = body.kind === 'single' ? (JSON.parse(JSON.stringify(body.singleResult)) as object) : {};
  return { result, asked: events.slice(atStart), atStart };
}

describe('the plan of an operation', () => {
  test('stands beside the answer for whoever may see it', async () => {
    const { result } = await ask('{ hour }', { showsPlan: () => true });

    expect(result).toEqual({
      data: { hour: 7 },
      extensions: { queryPlan: expect.stringMatching(/QueryPlan \{\s+Fetch\(service: "clock"\)/) as unknown },
    });
  });

  test('is shown to nobody unless somebody says so', async () => {
    const { result } = await ask('{ hour }', {});

    expect(result).toEqual({ data: { hour: 7 } });
  });
});

test('what is recorded is planned before it is asked, in whatever spelling; what does not fit is left out', async () => {
  const recorded = ['query A { hour(zone: "Asia/Shanghai") } query B { minute }', '{ century }', 'no GraphQL'];

  const { asked, atStart } = await ask('query A { ...F } fragment F on Query { hour(zone: "UTC") }', { recorded });

  expect(atStart).toBe(2);
  expect(asked).toEqual([{ cached: true, ms: 0 }]);
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse, subscribe } from 'graphql';
import { serveEngine, type ServedEngine } from '../src/index.ts';
import { supergraphOf, type TestSubgraph, typeDefsOf } from './support/graph.ts';

let stopped = 0;

const bells: TestSubgraph = {
  name: 'bells',
  typeDefs: `
    type Query { bell: Bell }
    type Subscription { rang(times: Int!): Bell! }
    type Bell @key(fields: "id") { id: ID! }
  `,
  resolvers: {
    Subscription: {
      rang: {
        async *subscribe(_: unknown, { times }: { times: number }) {
          try {
            for (let i = 1; i <= times; i++) {
              yield { rang: { id: String(i) } };
              await new Promise((resolve) => setTimeout(resolve, 5));
            }
          } finally {
            stopped += 1;
          }
        },
      },
    },
  },
};
const towers: TestSubgraph = {
  name: 'towers',
  typeDefs: 'type Bell @key(fields: "id") { id: ID! tower: String }',
  resolvers: { Bell: { tower: ({ id }: { id: string }) => `tower ${id}` } },
};

/** A subgraph behind HTTP that offers its subscriptions as graphql-sse does. */
async function listen(subgraph: TestSubgraph): Promise<Server> {
  const schema = buildSubgraphSchema([{ typeDefs: typeDefsOf(subgraph), resolvers: subgraph.resolvers as never }]);
  const server = createServer((request, response) => {
    void (async () => {
      let text = '';
      for await (const chunk of request) text += String(chunk);
      const { query, variables } = JSON.parse(text) as { query: string; variables: Record<string, unknown> };
      const args = { schema, document: parse(query), variableValues: variables };
      if (!request.headers.accept?.includes('text/event-stream')) {
        response.setHeader('content-type', 'application/json').end(JSON.stringify(await execute(args)));
        return;
      }
      const events = await subscribe(args);
      if (!(Symbol.asyncIterator in events)) throw new Error(JSON.stringify(events));
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.on('close', () => void events.return());
      for await (const event of events) response.write(`:\n\nevent: next\ndata: ${JSON.stringify(event)}\n\n`);
      response.end('event: complete\ndata:\n\n');
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

describe('a subscription', () => {
  const servers: Server[] = [];
  let gateway: ServedEngine;
  beforeAll(async () => {
    let supergraphSdl = supergraphOf([bells, towers]);
    for (const subgraph of [bells, towers]) {
      const server = await listen(subgraph);
      servers.push(server);
      const { port } = server.address() as AddressInfo;
      supergraphSdl = supergraphSdl.replace(`http://${subgraph.name}.test/`, `http://127.0.0.1:${port}/`);
    }
    gateway = await serveEngine({ supergraphSdl, port: 0 });
  });
  afterAll(async () => {
    await gateway.stop();
    for (const server of servers) server.closeAllConnections();
    for (const server of servers) server.close();
  });

  const open = (query: string, signal?: AbortSignal) =>
    fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query }),
      ...(signal && { signal }),
    });

  test('answers each event with what other subgraphs know of it, in order, and ends', async () => {
    const response = await open('subscription { rang(times: 2) { id tower } }');

    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(await response.text()).toBe(
      'event: next\ndata: {"data":{"rang":{"id":"1","tower":"tower 1"}}}\n\n' +
        'event: next\ndata: {"data":{"rang":{"id":"2","tower":"tower 2"}}}\n\n' +
        'event: complete\ndata: \n\n',
    );
  });

  test('ends at the subgraph when its reader leaves', async () => {
    const leaving = new AbortController();
    const before = stopped;

    const response = await open('subscription { rang(times: 10000) { id } }', leaving.signal);
    await response.body?.getReader().read();
    leaving.abort();
    for (let i = 0; i < 200 && stopped === before; i++) await new Promise((resolve) => setTimeout(resolve, 10));

    expect(stopped).toBe(before + 1);
  });

  test.each([
    ['application/graphql-response+json, application/json, text/event-stream, multipart/mixed', 'application/graphql'],
    ['*/*', 'application/'],
    ['text/event-stream;q=0.1, application/json', 'application/json'],
    ['text/event-stream, application/json', 'text/event-stream'],
  ])('is answered with events where they are what is wanted most: %s', async (accept, type) => {
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify({
        query: type.startsWith('text') ? 'subscription { rang(times: 1) { id } }' : '{ __typename }',
      }),
    });

    expect([response.status, response.headers.get('content-type')?.startsWith(type)]).toEqual([200, true]);
    await response.text();
  });

  test('is refused before it starts when it is no valid subscription', async () => {
    const invalid = await open('subscription { rang(times: 2) { colour } }');
    const query = await open('{ bell { id } }');

    expect([invalid.status, query.status]).toEqual([400, 400]);
  });
});

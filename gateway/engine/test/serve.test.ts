import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveEngine, type ServedEngine } from '../src/index.ts';
import { supergraphOf } from './support/graph.ts';

const greeter = {
  name: 'greeter',
  typeDefs: 'type Query { greeting(name: String!): String @authenticated }',
  resolvers: {},
};

describe.each(['stock', 'compiled'] as const)('a bare gateway with the %s executor', (executor) => {
  let gateway: ServedEngine;
  let subgraph: Server;

  beforeAll(async () => {
    subgraph = createServer((_, response) => {
      response.setHeader('content-type', 'application/json').end('{"data":{"greeting":"hello"}}');
    });
    await new Promise<void>((resolve) => subgraph.listen(0, '127.0.0.1', resolve));
    const { port } = subgraph.address() as AddressInfo;
    const supergraphSdl = supergraphOf([greeter]).replace('http://greeter.test/', `http://127.0.0.1:${port}/`);
    gateway = await serveEngine({ supergraphSdl, port: 0, executor });
  });
  afterAll(async () => {
    await gateway.stop();
    subgraph.close();
  });

  test('answers a query at /graphql, also where the supergraph carries access directives', async () => {
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ greeting(name: "x") }' }),
    });

    expect(await response.json()).toEqual({ data: { greeting: 'hello' } });
  });

  test('says that it is up at /health', async () => {
    const response = await fetch(new URL('/health', gateway.url));

    expect(response.status).toBe(200);
  });

  test('refuses a body above one mebibyte before parsing it', async () => {
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: `{ greeting(name: "${'x'.repeat(1024 * 1024)}") }` }),
    });

    expect(response.status).toBe(413);
  });
});

test('whoever leaves before the answer calls off what is asked for them', async () => {
  let arrived = () => {};
  const asked = new Promise<void>((resolve) => (arrived = resolve));
  let calledOff = () => {};
  const closed = new Promise<void>((resolve) => (calledOff = resolve));
  // A subgraph that never answers: only the gateway can end the request.
  const silent = createServer((_, response) => {
    response.on('close', () => calledOff());
    arrived();
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  const supergraphSdl = supergraphOf([greeter]).replace('http://greeter.test/', `http://127.0.0.1:${port}/`);
  const gateway = await serveEngine({ supergraphSdl, port: 0, http: { timeoutMs: 60_000 } });

  const caller = request(gateway.url, { method: 'POST', headers: { 'content-type': 'application/json' } });
  caller.on('error', () => undefined);
  caller.end(JSON.stringify({ query: '{ greeting(name: "x") }' }));
  await asked;
  caller.destroy();

  await closed;
  silent.close();
  await Promise.all([once(silent, 'close'), gateway.stop()]);
});

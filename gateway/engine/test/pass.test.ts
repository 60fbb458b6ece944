import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveEngine, type ServedEngine } from '../src/index.ts';
import { supergraphOf } from './support/graph.ts';

const goods = {
  name: 'goods',
  typeDefs: `
    type Query { goods: [Good!]! }
    type Good { id: ID! name: String count: Int! price: Float kind: Kind sold: Boolean }
    enum Kind { BIG SMALL }
  `,
  resolvers: {},
};
const query = '{ goods { id name count price kind sold } }';
const good = (change: string) =>
  `{"data":{"goods":[{"id":"1","name":"n","count":1,"price":2.5,"kind":"BIG","sold":true},${change}]}}`;

describe('an answer that is already the client’s', () => {
  let said = '';
  let subgraph: Server;
  let gateway: ServedEngine;
  beforeAll(async () => {
    subgraph = createServer((_, response) => {
      response.setHeader('content-type', 'application/json').end(said);
    });
    await new Promise<void>((resolve) => subgraph.listen(0, '127.0.0.1', resolve));
    const { port } = subgraph.address() as AddressInfo;
    const supergraphSdl = supergraphOf([goods]).replace('http://goods.test/', `http://127.0.0.1:${port}/`);
    gateway = await serveEngine({ supergraphSdl, port: 0 });
  });
  afterAll(async () => {
    await gateway.stop();
    subgraph.closeAllConnections();
    subgraph.close();
  });

  const ask = async (answer: string) => {
    said = answer;
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    return response.text();
  };

  // An oblique stroke need not be escaped: what is parsed and written leaves without.
  test.each([
    '{"id":"2\\/2","name":null,"count":-2147483648,"price":null,"kind":null,"sold":null}',
    '{"id":"2\\/2","name":"a \\"quoted\\" line\\n and 中文","count":2147483647,"price":-0.5,"kind":"SMALL","sold":false}',
    '{"id":"2\\/2","name":"","count":0,"price":3,"kind":"SMALL","sold":false}',
  ])('is sent on as it came: %s', async (change) => {
    expect(await ask(good(change))).toBe(good(change));
  });

  const healthy = { id: '2', name: 'n', count: 1, price: 1, kind: 'BIG', sold: true };
  test.each([
    ['a key too many', { ...healthy, secret: 'x' }, healthy],
    ['another order', { name: 'n', id: '2', count: 1, price: 1, kind: 'BIG', sold: true }, healthy],
    ['a missing key', { id: '2', count: 1, price: 1, kind: 'BIG', sold: true }, { ...healthy, name: null }],
    ['a number for an ID', { ...healthy, id: 2 }, healthy],
  ])('is not sent on with %s', async (_, sent, expected) => {
    const { data } = JSON.parse(await ask(good(JSON.stringify(sent)))) as { data: { goods: unknown[] } };

    expect(data.goods[1]).toEqual(expected);
  });

  test.each([
    ['a value twice', '{"id":"2","id":7,"name":"n","count":1,"price":1,"kind":"BIG","sold":true}'],
    ['a number beyond 32 bits', '{"id":"2","name":"n","count":2147483648,"price":1,"kind":"BIG","sold":true}'],
    ['a number that JSON does not know', '{"id":"2","name":"n","count":01,"price":1,"kind":"BIG","sold":true}'],
    ['an unknown enum value', '{"id":"2","name":"n","count":1,"price":1,"kind":"HUGE","sold":true}'],
    ['a null that may not be', '{"id":null,"name":"n","count":1,"price":1,"kind":"BIG","sold":true}'],
    ['a control character', '{"id":"2","name":"\u0001","count":1,"price":1,"kind":"BIG","sold":true}'],
    ['an end too early', '{"id":"2","name":"n"'],
  ])('never leaves with %s', async (_, change) => {
    expect(await ask(good(change))).not.toContain(change);
  });

  test('does not hide errors that came with it', async () => {
    const text = '{"data":{"goods":[]},"errors":[{"message":"late"}]}';

    expect(JSON.parse(await ask(text))).toEqual({
      data: { goods: [] },
      errors: [expect.objectContaining({ message: 'late' })],
    });
  });

  test('never leaves with something behind it', async () => {
    const whole = good('{"id":"2","name":"n","count":1,"price":1,"kind":"BIG","sold":true}');

    for (const more of [',', '}', '{}', ' x']) {
      const { data, errors } = JSON.parse(await ask(whole + more)) as { data: unknown; errors: unknown[] };
      expect([data, errors]).toEqual([null, [expect.objectContaining({ path: ['goods'] })]]);
    }
  });
});

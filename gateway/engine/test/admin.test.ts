import type { Server } from 'node:http';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Metrics, serveAdmin } from '../src/index.ts';

/** What is answered at an address of this machine, to whoever calls it by a name; or why nothing is. */
const ask = (port: number, { address = '127.0.0.1', host = 'localhost', method = 'GET', path = '/metrics' } = {}) =>
  new Promise<number | string>((resolve) => {
    request({ host: address, port, method, path, headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'failed'))
      .end();
  });

describe('the port of the metrics', () => {
  let server: Server;
  let port: number;
  beforeAll(async () => {
    server = await serveAdmin([new Metrics()], 0);
    ({ port } = server.address() as AddressInfo);
  });
  afterAll(() => void server.close());

  test('is open to this machine alone', async () => {
    const others = Object.values(networkInterfaces())
      .flatMap((each) => each ?? [])
      .filter(({ internal, family }) => !internal && family === 'IPv4');

    expect((server.address() as AddressInfo).address).toBe('127.0.0.1');
    expect(await ask(port)).toBe(200);
    for (const { address } of others) expect(await ask(port, { address, host: address })).toBe('ECONNREFUSED');
  });

  test.each(['localhost:9464', '127.0.0.1:9464', '[::1]', 'LOCALHOST'])('answers whoever calls it %s', async (host) => {
    expect(await ask(port, { host })).toBe(200);
  });

  test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example:80', '10.0.0.1'])(
    'does not answer a page whose name was made to point here: %s',
    async (host) => {
      expect(await ask(port, { host })).toBe(403);
    },
  );

  test.each([
    ['POST', '/metrics'],
    ['GET', '/'],
    ['GET', '/metrics/../health'],
    ['GET', '/graphql'],
  ])('has nothing else: %s %s', async (method, path) => {
    expect(await ask(port, { method, path })).toBe(404);
  });
});

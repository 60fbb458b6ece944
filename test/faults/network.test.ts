import { createServer as createPlainServer, type RequestListener, type Server } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { serveEngine, type ServedEngine, type ServeOptions } from '@millgate/gateway/engine';
import { authority, bySelf, type Certificate, forAnother, hasExpired, holds } from '../support/certificates.ts';
import { type FaultServer, startFaultServer } from '../support/fault-server.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';

/** Much is started here; a busy machine takes its time. */
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const stops: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function server(): Promise<FaultServer> {
  const made = await startFaultServer({ data: { a: 'a' } });
  stops.push(made.stop);
  return made;
}

/** A gateway before one subgraph that answers `a`, and one that is well and answers `b`. */
async function gatewayBefore(url: string, http: ServeOptions['http'] = {}): Promise<ServedEngine> {
  const well = await startFaultServer({ data: { b: 'b' } });
  const { supergraphSdl = '' } = composeServices([
    { name: 'far', url, typeDefs: parse('type Query { a: String }') },
    { name: 'well', url: well.url, typeDefs: parse('type Query { b: String }') },
  ]);
  const gateway = await serveEngine({ supergraphSdl, port: 0, http: { timeoutMs: 2_000, ...http } });
  stops.push(well.stop, gateway.stop);
  return gateway;
}

async function ask({ url }: ServedEngine) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ a b }' }),
  });
  const { data, errors = [] } = (await response.json()) as {
    data: { a: string | null; b: string };
    errors?: { extensions: { code: string } }[];
  };
  return { data, codes: errors.map(({ extensions }) => extensions.code) };
}

describe('a subgraph that is to be called by TLS', () => {
  const json: RequestListener = (request, response) => {
    request.resume().on('end', () => response.setHeader('content-type', 'application/json').end('{"data":{"a":"a"}}'));
  };
  async function listening(made: Server) {
    await new Promise<void>((resolve) => made.listen(0, '127.0.0.1', resolve));
    stops.push(async () => {
      made.closeAllConnections();
      await new Promise((resolve) => made.close(resolve));
    });
    return (made.address() as AddressInfo).port;
  }
  const serving = async (certificate: Certificate) => listening(createServer({ ...certificate }, json));

  test('is answered by whom an authority vouches for', async () => {
    const gateway = await gatewayBefore(`https://localhost:${await serving(holds)}/`, { ca: authority });

    expect(await ask(gateway)).toEqual({ data: { a: 'a', b: 'b' }, codes: [] });
  });

  test.each<[string, Certificate]>([
    ['that has run out', hasExpired],
    ['of another name', forAnother],
    ['that nobody vouches for', bySelf],
  ])('is not asked where it shows a certificate %s', async (_what, certificate) => {
    const gateway = await gatewayBefore(`https://localhost:${await serving(certificate)}/`, { ca: authority });

    expect(await ask(gateway)).toEqual({ data: { a: null, b: 'b' }, codes: ['SUBGRAPH_UNTRUSTED'] });
  });

  test('is not asked in plain text where it does not speak TLS', async () => {
    const asked: string[] = [];
    const plain = createPlainServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    const port = await listening(plain);
    const gateway = await gatewayBefore(`https://localhost:${port}/`, { ca: authority });

    const { data, codes } = await ask(gateway);

    expect(data).toEqual({ a: null, b: 'b' });
    expect(['SUBGRAPH_UNTRUSTED', 'SUBGRAPH_UNAVAILABLE']).toContain(codes[0]);
    expect(asked).toEqual([]);
  });
});

test('a subgraph whose name nobody knows costs its own fields', async () => {
  const gateway = await gatewayBefore('http://nowhere.invalid/graphql');

  expect(await ask(gateway)).toEqual({ data: { a: null, b: 'b' }, codes: ['SUBGRAPH_UNAVAILABLE'] });
});

test('a server that lost its power is asked again over a new connection, not over one that only looks alive', async () => {
  const far = await server();
  const proxy = await startTcpProxy(Number(new URL(far.url).port));
  stops.push(proxy.stop);
  const gateway = await gatewayBefore(`http://127.0.0.1:${proxy.port}/graphql`, { guard: { hedges: 0 } });
  await ask(gateway);
  const before = proxy.accepted;

  proxy.network = { frozen: true };
  const lost = await ask(gateway);
  // The machine is back; of the connections from before it knows nothing.
  const dead = [...proxy.open];
  proxy.network = {};
  const back = await ask(gateway);

  expect([before, dead.length]).toEqual([1, 1]);
  expect([lost.data.a, lost.codes]).toEqual([null, ['SUBGRAPH_TIMEOUT']]);
  expect(back).toEqual({ data: { a: 'a', b: 'b' }, codes: [] });
  expect(proxy.accepted).toBeGreaterThan(before);
});

test('over a network that delays and breaks connections everybody is answered, nearly always with everything', async () => {
  const far = await server();
  let seed = 7;
  // The same misfortunes in each run.
  const random = () => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  const proxy = await startTcpProxy(Number(new URL(far.url).port), random);
  stops.push(proxy.stop);
  const gateway = await gatewayBefore(`http://127.0.0.1:${proxy.port}/graphql`, {
    timeoutMs: 10_000,
    guard: { breaker: { consecutive: 50, of: 1_000, atLeast: 500 } },
  });
  proxy.network = { delayMs: [0, 100], resets: 0.025 };

  const answers: Awaited<ReturnType<typeof ask>>[] = [];
  for (let batch = 0; batch < 10; batch++) {
    answers.push(...(await Promise.all(Array.from({ length: 10 }, () => ask(gateway)))));
  }

  expect(answers.map(({ data }) => data.b)).toEqual(Array.from({ length: 100 }, () => 'b'));
  const without = answers.filter(({ data }) => data.a === null);
  expect(without.every(({ codes }) => codes.join() === 'SUBGRAPH_UNAVAILABLE')).toBe(true);
  // One in twenty breaks, and a second attempt is within a tenth of all.
  expect(without.length).toBeLessThan(5);
});

test('a connection that its server closes while it is idle costs nobody an answer', async () => {
  const far = await server();
  const gateway = await gatewayBefore(far.url);
  await ask(gateway);

  await far.closeConnections();
  await sleep(20);

  expect(await ask(gateway)).toEqual({ data: { a: 'a', b: 'b' }, codes: [] });
});

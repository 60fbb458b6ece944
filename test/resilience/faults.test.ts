import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { serveEngine, type ServedEngine } from '@millgate/gateway/engine';
import { type Fault, type FaultServer, startFaultServer } from '../support/fault-server.ts';

const deadlineMs = 250;
let faulty: FaultServer;
let well: FaultServer;
let gateway: ServedEngine;

beforeAll(async () => {
  faulty = await startFaultServer({ data: { a: 'a' } });
  well = await startFaultServer({ data: { b: 'b' } });
});
beforeEach(async () => {
  const { supergraphSdl = '' } = composeServices([
    { name: 'faulty', url: faulty.url, typeDefs: parse('type Query { a: String } type Mutation { change: String }') },
    { name: 'well', url: well.url, typeDefs: parse('type Query { b: String }') },
  ]);
  // One gateway for each case: what its breaker has seen is its own.
  await gateway?.stop();
  gateway = await serveEngine({
    supergraphSdl,
    port: 0,
    http: { timeoutMs: deadlineMs, guard: { breaker: { fairMs: 50 } } },
  });
  Object.assign(faulty, { fault: { kind: 'none' }, calls: 0, calledOff: 0 });
});
afterAll(async () => {
  await gateway?.stop();
  await Promise.all([faulty.stop(), well.stop()]);
});

async function ask(query = '{ a b }', signal?: AbortSignal) {
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    ...(signal && { signal }),
  });
  const text = await response.text();
  return {
    headers: response.headers,
    text,
    ...(JSON.parse(text) as { data: unknown; errors?: { path: unknown; extensions: { code: string } }[] }),
  };
}
const said = ({ data, errors }: Awaited<ReturnType<typeof ask>>) => [
  data,
  errors?.map(({ path, extensions }) => [path, extensions.code]),
];
const onlyB = (code: string) => [{ a: null, b: 'b' }, [[['a'], code]]];

const page: Fault = { kind: 'status', status: 200, type: 'text/html', body: '<html>' };
const withStatus = (status: number, body: string, type = 'application/json'): Fault => ({
  kind: 'status',
  status,
  body,
  type,
});

describe('a subgraph that fails costs only its own fields', () => {
  test.each<[string, Fault, string]>([
    ['hangs', { kind: 'hang' }, 'SUBGRAPH_TIMEOUT'],
    ['drips', { kind: 'drip' }, 'SUBGRAPH_TIMEOUT'],
    ['breaks off in the middle', { kind: 'reset' }, 'SUBGRAPH_UNAVAILABLE'],
    ['ends too early', { kind: 'truncate' }, 'SUBGRAPH_MALFORMED_RESPONSE'],
    ['inflates to 64 MB', { kind: 'bomb' }, 'SUBGRAPH_RESPONSE_TOO_LARGE'],
    ['is asked too often', withStatus(429, '{}'), 'SUBGRAPH_RATE_LIMITED'],
    ['answers 503', withStatus(503, 'x'), 'SUBGRAPH_UNAVAILABLE'],
    ['answers HTML', page, 'SUBGRAPH_MALFORMED_RESPONSE'],
    [
      'answers a redirect',
      { kind: 'status', status: 307, body: '', headers: { location: 'http://127.0.0.1:1/admin' } },
      'SUBGRAPH_MALFORMED_RESPONSE',
    ],
    ...[200, 418].flatMap((status) =>
      ['', '[]', '{"data"', '\ufeff{"data":{"a":"a"}}', '{"error":"pw=hunter2"}'].map(
        (body): [string, Fault, string] => [
          `answers ${status} ${JSON.stringify(body)}`,
          withStatus(status, body),
          'SUBGRAPH_MALFORMED_RESPONSE',
        ],
      ),
    ),
    ['answers 500 with nothing', withStatus(500, ''), 'SUBGRAPH_UNAVAILABLE'],
  ])('%s', async (_, fault, code) => {
    faulty.fault = fault;

    const answer = await ask();

    expect(said(answer)).toEqual(onlyB(code));
    expect(answer.text).not.toMatch(/hunter2|127\.0\.0\.1/);
  });

  test('sends a hundred megabytes: they are not taken', async () => {
    faulty.fault = { kind: 'flood' };

    // In less time than the deadline of these tests a loaded machine may not send as much as is refused.
    expect(['SUBGRAPH_RESPONSE_TOO_LARGE', 'SUBGRAPH_TIMEOUT']).toContain((await ask()).errors?.[0]?.extensions.code);
  });
});

test('after five failures a dead subgraph is not asked, and when it is back one try finds out', async () => {
  faulty.fault = withStatus(500, '');

  for (let i = 0; i < 8; i++) await ask();
  const callsWhenDead = faulty.calls;
  faulty.fault = { kind: 'none' };
  await sleep(1_100);
  const back = await ask();

  expect(callsWhenDead).toBe(5);
  expect([back.data, faulty.calls]).toEqual([{ a: 'a', b: 'b' }, 6]);
});

test('a query is tried once more after 503, a mutation never', async () => {
  faulty.fault = withStatus(503, '');

  await ask('{ a }');
  const byQuery = faulty.calls;
  await ask('mutation { change }');

  expect([byQuery, faulty.calls - byQuery]).toEqual([2, 1]);
});

test('who leaves calls the fetch off, and that is nobody’s failure', async () => {
  faulty.fault = { kind: 'hang' };
  for (let i = 0; i < 6; i++) {
    const leaving = new AbortController();
    const asked = ask('{ a }', leaving.signal).catch(() => undefined);
    while (faulty.calls <= i) await sleep(2);
    leaving.abort();
    await asked;
  }
  for (let waited = 0; faulty.calledOff < 6 && waited < 2_000; waited += 10) await sleep(10);
  faulty.fault = { kind: 'none' };

  expect(faulty.calledOff).toBe(6);
  expect((await ask('{ a }')).data).toEqual({ a: 'a' });
});

test('nothing that a subgraph says beside its body reaches a client', async () => {
  faulty.fault = {
    kind: 'status',
    status: 200,
    body: '{"data":{"a":"a"}}',
    headers: { 'set-cookie': 'a=1', 'cache-control': 'public, max-age=31536000', 'access-control-allow-origin': '*' },
  };

  const { headers } = await ask();

  expect([headers.get('set-cookie'), headers.get('access-control-allow-origin')]).toEqual([null, null]);
  expect(headers.get('cache-control') ?? '').not.toContain('31536000');
});

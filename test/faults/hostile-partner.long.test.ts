import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type DeliveredGraph, startDelivered, tramsSdl, until } from '../support/delivered-graph.ts';
import type { Fault } from '../support/fault-server.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let graph: DeliveredGraph;
/** A server that no partner may lead the gateway to. */
let internal: Server;
let internalCalls = 0;
beforeAll(async () => {
  internal = createServer((_request, response) => {
    internalCalls += 1;
    response.setHeader('content-type', 'application/json').end('{"data":{"tram":{"driver":"hunter2"}}}');
  });
  await new Promise<void>((resolve) => internal.listen(0, '127.0.0.1', resolve));
  // What opens a breaker is another test: each case here is asked by itself.
  graph = await startDelivered({}, { guard: { breaker: { consecutive: 1_000, of: 2_000, atLeast: 1_000 } } });
  const { body } = await graph.publish(
    tramsSdl(
      '"Its cars." cars: Int "Where it stops." stops: [String!] "Its bell." bell: String! "Its runs." runs("How many." first: Int): [Int!] @listSize(slicingArguments: ["first"], requireOneSlicingArgument: false, assumedSize: 4)',
    ),
  );
  expect(body['verdict']).toBe('PASSED');
  await until(async () => !(await ask(`{ tram(no: "7") { driver } }`)).errors);
});
afterAll(async () => {
  await graph.stop();
  internal.close();
});
beforeEach(() => {
  graph.trams.fault = { kind: 'none' };
});

const ask = (query: string, headers: Record<string, string> = {}) => graph.ask('wrk_1', query, headers);
const whole = '{ tram(no: "7") { driver cars stops } park(id: "1") { name } }';
const says = (body: unknown, headers: Record<string, string> = {}): Fault => ({
  kind: 'status',
  status: 200,
  body: typeof body === 'string' ? body : JSON.stringify(body),
  headers,
});
const tram = (of: object) => says({ data: { tram: { __typename: 'Tram', driver: 'D', cars: 2, stops: [], ...of } } });
const leaks = /hunter2|127\.0\.0\.1|node_modules|\bat .+:\d+/;

/** What a client is told, and that what is not the partner’s is there. */
async function told(query = whole, headers: Record<string, string> = {}) {
  const answer = await ask(query, headers);
  expect(JSON.stringify(answer)).not.toMatch(leaks);
  expect(answer.data?.['park']).toEqual({ name: 'Park 1' });
  return {
    tram: answer.data?.['tram'],
    errors: (answer.errors ?? []).map(({ path, extensions }) => [path?.join('.'), extensions?.['code']]),
  };
}

describe('a partner whose server does not answer as it should costs its own fields, and nothing else', () => {
  test.each<[string, Fault, string]>([
    ['it never answers', { kind: 'hang' }, 'SUBGRAPH_TIMEOUT'],
    ['it sends a byte now and then', { kind: 'drip' }, 'SUBGRAPH_TIMEOUT'],
  ])('%s', async (_what, fault, code) => {
    graph.trams.fault = fault;

    expect(await told()).toEqual({ tram: null, errors: [['tram', code]] });
  });

  test('it never answers, and is told how long the caller waits', async () => {
    graph.trams.fault = { kind: 'hang' };

    const { data, errors = [] } = await ask('{ tram(no: "7") { driver } }', { 'x-deadline-ms': '900' });

    expect([data, errors[0]?.extensions?.['code']]).toEqual([{ tram: null }, 'SUBGRAPH_TIMEOUT']);
    expect(Number(graph.trams.headers.at(-1)?.['x-deadline-ms'])).toBeLessThanOrEqual(900);
  });

  test.each(['soon', '-1', '1.5', ''])(
    'a caller who waits for %j milliseconds is told that this is no time',
    async (header) => {
      const { errors = [] } = await ask(whole, { 'x-deadline-ms': header });

      expect(errors.map(({ extensions }) => [extensions?.['code'], extensions?.['path']])).toEqual([
        ['BAD_USER_INPUT', ['x-deadline-ms']],
      ]);
    },
  );

  test.each<[string, Fault, string]>([
    ['it sends what inflates to sixty-four', { kind: 'bomb' }, 'SUBGRAPH_RESPONSE_TOO_LARGE'],
    [
      'it sends two hundred thousand items',
      tram({ stops: Array.from({ length: 200_000 }, () => 'stop') }),
      'SUBGRAPH_RESPONSE_TOO_LARGE',
    ],
    ['it breaks off in the middle', { kind: 'reset' }, 'SUBGRAPH_UNAVAILABLE'],
    ['its data are a list', says({ data: [] }), 'SUBGRAPH_MALFORMED_RESPONSE'],
    ['its data are a text', says({ data: 'x' }), 'SUBGRAPH_MALFORMED_RESPONSE'],
    ['it says neither data nor errors', says({ token: 'hunter2' }), 'SUBGRAPH_MALFORMED_RESPONSE'],
    ['it answers a page', { ...says('<html>hunter2'), type: 'text/html' } as Fault, 'SUBGRAPH_MALFORMED_RESPONSE'],
    [
      'it refuses in JSON, with what it knows',
      { kind: 'status', status: 401, body: '{"token":"hunter2"}' },
      'SUBGRAPH_MALFORMED_RESPONSE',
    ],
  ])('%s', async (_what, fault, code) => {
    graph.trams.fault = fault;

    expect(await told()).toEqual({ tram: null, errors: [['tram', code]] });
  });

  test('it sends a hundred megabytes: they are not taken', async () => {
    graph.trams.fault = { kind: 'flood' };

    // In two seconds a busy machine may not send as much as is refused.
    const [error] = (await told()).errors;
    expect(['SUBGRAPH_RESPONSE_TOO_LARGE', 'SUBGRAPH_TIMEOUT']).toContain(error?.[1]);
  });

  test.each([301, 302, 303, 307, 308])('it leads elsewhere with %i: nobody goes there', async (status) => {
    const location = `http://127.0.0.1:${(internal.address() as AddressInfo).port}/admin`;
    graph.trams.fault = { kind: 'status', status, body: '', headers: { location } };

    expect(await told()).toEqual({ tram: null, errors: [['tram', 'SUBGRAPH_MALFORMED_RESPONSE']] });
    expect(internalCalls).toBe(0);
  });
});

describe('a value that is not what the schema says is null, with an error where it would stand', () => {
  test.each<[string, Fault, unknown, string[]]>([
    ['an object where a text should be', tram({ driver: {} }), { driver: null, cars: 2, stops: [] }, ['tram.driver']],
    ['a text where a list should be', tram({ stops: 'x' }), { driver: 'D', cars: 2, stops: null }, ['tram.stops']],
    ['an object where a list should be', tram({ stops: {} }), { driver: 'D', cars: 2, stops: null }, ['tram.stops']],
    ['a list where a number should be', tram({ cars: [1] }), { driver: 'D', cars: null, stops: [] }, ['tram.cars']],
    ['a text where a number should be', tram({ cars: 'abc' }), { driver: 'D', cars: null, stops: [] }, ['tram.cars']],
    ['a fraction where a whole should be', tram({ cars: 1.5 }), { driver: 'D', cars: null, stops: [] }, ['tram.cars']],
    ['more than a number holds', tram({ cars: 99_999_999_999 }), { driver: 'D', cars: null, stops: [] }, ['tram.cars']],
    ['a list where the object should be', says({ data: { tram: [] } }), null, ['tram']],
  ])('%s', async (_what, fault, expected, paths) => {
    graph.trams.fault = fault;

    const { tram: came, errors } = await told();

    expect(came).toEqual(expected);
    expect(errors.map(([path]) => path)).toEqual(paths);
  });

  test('null where there is none gives up the object around it', async () => {
    graph.trams.fault = says({ data: { tram: { bell: null } } });

    const { tram: came, errors } = await told('{ tram(no: "7") { bell } park(id: "1") { name } }');

    expect([came, errors.length]).toEqual([null, 1]);
  });

  test('a list that is longer than any page', async () => {
    graph.trams.fault = tram({ stops: Array.from({ length: 2_000 }, () => 'stop') });

    expect(await told()).toEqual({
      tram: { driver: 'D', cars: 2, stops: null },
      errors: [['tram.stops', 'PARTNER_ERROR']],
    });
  });
});

test.each([
  ['runs(first: 3)', 3],
  ['runs', 4],
])('of a list with a size no more is taken than was asked for: %s', async (field, count) => {
  graph.trams.fault = says({ data: { tram: { runs: [1, 2, 3, 4, 5] } } });

  const { tram: came, errors } = await told(`{ tram(no: "7") { ${field} } park(id: "1") { name } }`);

  expect(came).toEqual({ runs: [1, 2, 3, 4, 5].slice(0, count) });
  expect(errors).toEqual([['tram.runs', 'PARTNER_ERROR']]);
});

describe('what a partner says of errors', () => {
  test.each<[string, unknown]>([
    ['that are no list', { message: 'pw=hunter2' }],
    ['that are nothing', [null]],
    ['that stand nowhere', [{ message: 'pw=hunter2', path: ['nowhere', -1, {}] }]],
    ['that are texts', 'pw=hunter2'],
  ])('%s is one error that says no more than that', async (_what, errors) => {
    graph.trams.fault = says({ data: { tram: null }, errors });

    expect((await told()).errors).toHaveLength(1);
  });

  test('is said in its own name: it signs nobody out, and tells nothing of its inside', async () => {
    graph.trams.fault = says({
      data: { tram: null },
      errors: [
        {
          message: 'pw=hunter2',
          path: ['tram'],
          extensions: { code: 'UNAUTHENTICATED', stacktrace: ['at x (node_modules/x.js:1)'] },
        },
      ],
    });

    const { errors = [] } = await ask(whole);

    expect((await told()).errors).toEqual([['tram', 'PARTNER_ERROR']]);
    expect(errors[0]?.extensions).toMatchObject({ partner: 'trams', reason: 'trams:UNAUTHENTICATED' });
  });

  test('is not repeated without end', async () => {
    graph.trams.fault = says({
      data: { tram: null },
      errors: Array.from({ length: 5_000 }, () => ({ message: 'x', path: ['tram'] })),
    });

    expect((await told()).errors.length).toBeLessThanOrEqual(20);
  });
});

test('what a partner’s server says beside its answer reaches nobody', async () => {
  graph.trams.fault = says(
    { data: { tram: { driver: 'D', cars: 1, stops: [] } } },
    { 'set-cookie': 'a=1', 'cache-control': 'public, max-age=31536000', 'access-control-allow-origin': '*' },
  );

  const { headers } = await fetch(new URL('/graphql', graph.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ tram(no: "7") { driver } }' }),
  });

  expect([headers.get('set-cookie'), headers.get('access-control-allow-origin')]).toEqual([null, null]);
  expect(headers.get('cache-control') ?? '').not.toContain('31536000');
});

test('texts of a partner are Unicode, and have an end', async () => {
  graph.trams.fault = tram({ driver: '\ud800a\0<script>', stops: ['x'.repeat(100_000)] });

  const { tram: came, errors } = await told();

  expect(came).toEqual({ driver: '\ufffda\ufffd<script>', cars: 2, stops: null });
  expect(errors).toEqual([['tram.stops.0', 'PARTNER_ERROR']]);
});

test('what nobody asked for may be as deep as it likes, and may be called what it likes', async () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  const ours = '"__typename":"Tram","driver":"D","cars":2,"stops":[]';
  graph.trams.fault = says(
    `{"data":{"tram":{${ours},"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"more":${deep}}}}`,
  );

  expect((await told()).tram).toEqual({ driver: 'D', cars: 2, stops: [] });
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

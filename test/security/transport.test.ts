import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, startLab } from './support/lab.ts';
import { type Attack, send, type Verdict, withstand } from './support/oracle.ts';
import { request, sendBytes } from './support/raw.ts';

const ours = 'https://app.millgate.example';
let lab: Lab;
beforeAll(async () => {
  lab = await startLab({
    door: { corsOrigins: [ours], trustedProxies: [], limitRates: false, publicDocuments: 'any' },
  });
});
afterAll(() => lab.stop());

const accept = { accept: 'application/graphql-response+json' };
const json = { ...accept, 'content-type': 'application/json' };
const preflighted = { ...accept, 'apollo-require-preflight': '1' };
const query = '{ park(id: "prk_1") { name } }';
const body = JSON.stringify({ query });
const post = (headers: Record<string, string>, sent: string | Uint8Array<ArrayBuffer> = body): Attack => ({
  headers: { ...accept, ...headers },
  body: sent,
});
const get = (search: string, headers: Record<string, string> = preflighted): Attack => ({
  method: 'GET',
  path: `/graphql?${search}`,
  headers,
});
const badRequest: Verdict = { status: 400, code: 'BAD_REQUEST' };
const badMedia: Verdict = { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' };
const ask = encodeURIComponent(query);

describe('what a page of a stranger can make a browser send is not executed', () => {
  test.each<[string, Attack, Verdict]>([
    ['a body of plain text', post({ 'content-type': 'text/plain' }), badMedia],
    ['a form', post({ 'content-type': 'application/x-www-form-urlencoded' }, `query=${ask}`), badMedia],
    [
      'a form with files',
      post({ 'content-type': 'multipart/form-data; boundary=x' }, `--x\r\n\r\n${body}\r\n--x--`),
      badMedia,
    ],
    ['an address without a header of ours', get(`query=${ask}`, accept), badRequest],
    [
      'an address with a content type of two minds',
      get(`query=${ask}`, { ...preflighted, 'content-type': 'text/plain; application/json' }),
      badMedia,
    ],
    [
      'an address with the content type of a form',
      get(`query=${ask}`, { ...preflighted, 'content-type': 'text/plain' }),
      badMedia,
    ],
  ])('%s', async (_what, attack, verdict) => {
    await withstand(lab, attack, verdict);
  });

  test('a body without a content type', async () => {
    const answer = await sendBytes(
      lab,
      request('POST /graphql HTTP/1.1', 'host: x', `content-length: ${body.length}`, 'connection: close', '', body),
    );

    expect(answer).toMatch(/^HTTP\/1.1 4(00|15) /);
    expect(answer).not.toContain('Mill Park');
  });

  test.each([
    'null',
    'https://evil.tld',
    `${ours}.evil.tld`,
    `http://app.millgate.example`,
    'https://evil.tld/https://app.millgate.example',
  ])('the origin %s may not read answers', async (origin) => {
    const { headers } = await send(lab, post({ ...json, origin }));

    expect(headers.get('access-control-allow-origin')).toBeNull();
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('vary')).toContain('Origin');
  });

  test('an origin of ours may, without credentials', async () => {
    const { headers, status } = await send(lab, post({ ...json, origin: ours }));

    expect([
      status,
      headers.get('access-control-allow-origin'),
      headers.get('access-control-allow-credentials'),
    ]).toEqual([200, ours, null]);
    expect(headers.get('vary')).toContain('Origin');
  });
});

describe('a request that is not one operation in JSON is refused', () => {
  test.each<[string, Attack, Verdict]>([
    ['a batch of a thousand', post(json, JSON.stringify(Array.from({ length: 1000 }, () => ({ query })))), badRequest],
    ['a batch of one', post(json, `[${body}]`), badRequest],
    ['nothing', post(json, ''), badRequest],
    ['null', post(json, 'null'), badRequest],
    ['a number', post(json, '7'), badRequest],
    ['an object without a query', post(json, '{}'), badRequest],
    ['a query that is a number', post(json, '{"query":7}'), badRequest],
    ['a query that is a list', post(json, '{"query":["{ __typename }"]}'), badRequest],
    ['variables that are a list', post(json, '{"query":"{ __typename }","variables":[]}'), badRequest],
    ['variables that are a text', post(json, '{"query":"{ __typename }","variables":"{}"}'), badRequest],
    ['an operation name that is an object', post(json, '{"query":"{ __typename }","operationName":{}}'), badRequest],
    ['something behind the end', post(json, `${body} x`), badRequest],
    ['a second body behind the first', post(json, `${body}${body}`), badRequest],
    ['an open bracket', post(json, '{"query":"{ __typename }"'), badRequest],
    ['a key that would be a prototype', post(json, '{"query":"{ __typename }","__proto__":{"a":1}}'), badRequest],
    [
      'the prototype of a constructor',
      post(json, '{"query":"{ __typename }","constructor":{"prototype":{"a":1}}}'),
      badRequest,
    ],
    ['a query said twice in the address', get(`query=${ask}&query=${ask}`), badRequest],
    ['variables in the address that are no JSON', get(`query=${ask}&variables=x`), badRequest],
    [
      'UTF-16',
      post({ 'content-type': 'application/json; charset=utf-16' }, new Uint8Array(Buffer.from(body, 'utf16le'))),
      badMedia,
    ],
    ['UTF-7', post({ 'content-type': 'application/json; charset=utf-7' }), badMedia],
    ['UTF-32', post({ 'content-type': 'application/json;charset="utf-32"' }), badMedia],
    ['EBCDIC', post({ 'content-type': 'application/json; charset=ibm037' }), badMedia],
    [
      'a compressed gigabyte',
      post(
        { ...json, 'content-encoding': 'gzip' },
        new Uint8Array(gzipSync(Buffer.alloc(50_000_000)).subarray(0, 90_000)),
      ),
      badMedia,
    ],
    [
      'a body compressed twice',
      post({ ...json, 'content-encoding': 'gzip, gzip' }, new Uint8Array(gzipSync(gzipSync(body)))),
      badMedia,
    ],
    ['a small compressed body', post({ ...json, 'content-encoding': 'br' }), badMedia],
  ])('%s', async (_what, attack, verdict) => {
    await withstand(lab, attack, verdict);
  });

  test.each<[string, Attack]>([
    ['UTF-8 by name', post({ 'content-type': 'application/json; charset=UTF-8' })],
    ['keys that nobody knows', post(json, JSON.stringify({ query, more: 1, extensions: { x: 1 } }))],
    ['the last of two queries', post(json, `{"query":"{ nothing }","query":${JSON.stringify(query)}}`)],
  ])('%s is answered', async (_what, attack) => {
    const { body: answer } = await withstand(lab, attack, { status: 200, fetches: 1 });

    expect(answer.data).toEqual({ park: { name: 'Mill Park' } });
  });

  test('a mutation by its address is refused, and told how', async () => {
    const search = `query=${encodeURIComponent('mutation { rename(name: "x") { id } }')}`;

    const { headers } = await withstand(lab, get(search), { status: 405, code: 'BAD_REQUEST' });

    expect(headers.get('allow')).toBe('POST');
  });

  test.each(['PUT', 'DELETE', 'PATCH'])('by %s is refused, and told how', async (method) => {
    const attack = { method, headers: json, body: JSON.stringify({ query }) };

    const { headers } = await withstand(lab, attack, { status: 405, code: 'BAD_REQUEST' });

    expect(headers.get('allow')).toBe('GET, POST');
  });

  const two = 'query A { __typename } query B { __typename }';
  test.each<[string, Attack]>([
    ['that is unknown', { query, operationName: 'nobody' }],
    ['of an object of JavaScript', { query, operationName: 'constructor' }],
    ['of a prototype', { query, operationName: '__proto__' }],
    ['that is empty, of two', { query: two, operationName: '' }],
    ['that is none, of two', { query: two }],
  ])('an operation name %s is refused', async (_what, attack) => {
    await withstand(lab, attack, { status: 400, code: 'OPERATION_RESOLUTION_FAILURE' });
  });
});

describe('an address that is not one of ours leads nowhere', () => {
  test.each([
    '//graphql',
    '/graphql/',
    '/graphql/..;/admin',
    '/%2e%2e/admin',
    '/graphql%2f..%2fadmin',
    '/graphql/../metrics',
    '/metrics',
    '/admin',
    '/GRAPHQL',
    '/graphql;x=1',
    'http://127.0.0.1/metrics',
  ])('%s', async (target) => {
    const answer = await sendBytes(
      lab,
      request(
        `POST ${target} HTTP/1.1`,
        'host: x',
        'content-type: application/json',
        `content-length: ${body.length}`,
        'connection: close',
        '',
        body,
      ),
    );

    expect(answer).toMatch(/^HTTP\/1.1 40[04] /);
    expect(answer).not.toContain('Mill Park');
  });

  test.each(['PUT', 'DELETE', 'PATCH', 'HEAD', 'TRACE', 'OPTIONS'])('%s asks nothing', async (method) => {
    const before = lab.fetched.length;
    const answer = await sendBytes(
      lab,
      request(
        `${method} /graphql?query=${ask} HTTP/1.1`,
        'host: x',
        'apollo-require-preflight: 1',
        'connection: close',
        '',
        '',
      ),
    );

    expect(answer).toMatch(/^HTTP\/1.1 (204|40[0145]) /);
    expect(lab.fetched.length).toBe(before);
  });
});

describe('there is no other door', () => {
  test.each([
    ['graphql-transport-ws', '/graphql'],
    ['graphql-ws', '/graphql'],
    ['graphql-transport-ws', '/subscriptions'],
  ])('a socket of %s at %s is not opened', async (protocol, path) => {
    const before = lab.fetched.length;

    const answer = await sendBytes(
      lab,
      request(
        `GET ${path} HTTP/1.1`,
        'host: x',
        'connection: upgrade, close',
        'upgrade: websocket',
        'sec-websocket-version: 13',
        'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
        `sec-websocket-protocol: ${protocol}`,
        '',
        '',
      ),
    );

    expect(answer).toMatch(/^HTTP\/1.1 4\d\d /);
    expect(lab.fetched.length).toBe(before);
  });
});

describe('a request that two readers would read differently is read by nobody', () => {
  const smuggled = 'GET /health HTTP/1.1\r\nhost: x\r\n\r\n';
  test.each([
    ['a length and chunks', ['content-length: 4', 'transfer-encoding: chunked'], `0\r\n\r\n${smuggled}`],
    ['two lengths', ['content-length: 4', 'content-length: 40'], body],
    ['chunks by another name', ['transfer-encoding: xchunked'], `0\r\n\r\n${smuggled}`],
    ['chunks said twice', ['transfer-encoding: chunked', 'transfer-encoding: identity'], `0\r\n\r\n${smuggled}`],
    ['a space before the colon', ['content-length : 4'], body],
    ['a folded header', ['x-a: 1\r\n content-length: 4'], body],
    ['a length that is negative', ['content-length: -1'], body],
    ['a chunk’s length with a sign', ['transfer-encoding: chunked'], `+5\r\nhello\r\n0\r\n\r\n${smuggled}`],
  ])('%s', async (_what, headers, sent) => {
    const before = lab.fetched.length;

    const answer = await sendBytes(
      lab,
      request('POST /graphql HTTP/1.1', 'host: x', 'content-type: application/json', ...headers, '', sent),
    );

    expect(answer).toMatch(/^HTTP\/1.1 4\d\d /);
    expect(answer.match(/HTTP\/1.1 /g)).toHaveLength(1);
    expect(lab.fetched.length).toBe(before);
  });

  test('lines that end without a return', async () => {
    const answer = await sendBytes(
      lab,
      `POST /graphql HTTP/1.1\nhost: x\ncontent-type: application/json\ncontent-length: ${body.length}\n\n${body}`,
    );

    expect(answer).toMatch(/^HTTP\/1.1 400 /);
  });

  test('headers that are too long', async () => {
    const answer = await sendBytes(
      lab,
      request('GET /health HTTP/1.1', 'host: x', `x-a: ${'a'.repeat(20_000)}`, '', ''),
    );

    expect(answer).toMatch(/^HTTP\/1.1 431 /);
  });
});

describe('what a caller says in headers', () => {
  const claims = {
    'x-user-id': 'acc_admin',
    'x-internal-role': 'ADMIN',
    'x-forwarded-for': '10.0.0.1',
    'x-gateway-signature': 'mine',
    'millgate-identity': 'mine',
    traceparent: 'garbage',
    cookie: 'session=1',
    'apollo-federation-include-trace': 'ftv1',
    'apollo-query-plan-experimental': '1',
    'apollo-query-plan-experimental-format': 'internal',
    'x-admin-secret': 'hunter2',
  };

  test('does not reach a subgraph: it gets the identity that the gateway signed, and the language', async () => {
    const before = lab.fetched.length;

    await send(lab, post({ ...json, ...claims, 'accept-language': 'en' }));

    const [{ headers } = { headers: {} }] = lab.fetched.slice(before);
    expect(Object.keys(headers).sort()).toEqual(['accept-language', 'millgate-identity']);
    expect(headers).toMatchObject({
      'accept-language': 'en',
      'millgate-identity': expect.stringMatching(/^ey[\w-]+\.ey[\w-]+\.[\w-]+$/),
    });
  });

  test('does not show the plan or a trace', async () => {
    const { body: answer, text } = await withstand(lab, post({ ...json, ...claims }), { status: 200, fetches: 1 });

    expect(answer).toEqual({ data: { park: { name: 'Mill Park' } } });
    expect(text).not.toMatch(/ftv1|queryPlan|hunter2/i);
  });
});

describe('every answer', () => {
  test.each<[string, Attack]>([
    ['to a question', { query }],
    ['to a mistake', { query: '{ nothing }' }],
    ['to a body that is too large', post(json, ' '.repeat(200_000))],
    ['at an address that is not there', { method: 'GET', path: '/nothing', headers: accept }],
  ])('%s is not kept, framed, guessed at or referred to, and has an id', async (_what, attack) => {
    const { headers, body: answer } = await send(lab, attack);

    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    for (const { extensions } of answer.errors ?? []) {
      expect(extensions).toMatchObject({ requestId: headers.get('x-request-id'), retryable: false });
    }
  });

  test('names neither the program nor its parts', async () => {
    const { headers } = await send(lab, { query });

    expect([headers.get('server'), headers.get('x-powered-by'), headers.get('set-cookie')]).toEqual([null, null, null]);
  });

  test('to a browser that opens the graph’s address is no page of another’s', async () => {
    const { text } = await send(lab, { method: 'GET', path: '/graphql', headers: { accept: 'text/html' } });

    expect(text).not.toMatch(/<script|apollographql\.com/);
  });
});

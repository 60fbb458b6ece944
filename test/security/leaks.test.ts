import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Metrics } from '@millgate/gateway/engine';
import { type Lab, startLab } from './support/lab.ts';
import { type Attack, send, withstand } from './support/oracle.ts';

const residentId = '999999199111020012';
const phone = '13900001234';
const email = 'lin.xiaolan@example.org';
const secrets = [residentId, phone, email, 'hunter2'];

let lab: Lab;
let said: unknown;
beforeAll(async () => {
  lab = await startLab({
    tamper: (subgraph, answer) => {
      if (subgraph !== 'parks' || said === undefined) return answer;
      if (said instanceof Error) throw said;
      return said;
    },
  });
});
afterAll(() => lab.stop());
beforeEach(() => {
  said = undefined;
  lab.logged.length = 0;
});

const park = (variables: unknown): Attack => ({ query: 'query($id: ID!) { park(id: $id) { name } }', variables });

describe('what is wrong with a request is said without saying what it was', () => {
  test.each<[string, Attack, string]>([
    ['an object for an id', park({ id: { secret: residentId } }), 'BAD_USER_INPUT'],
    ['a list for an id', park({ id: [phone, email] }), 'BAD_USER_INPUT'],
    [
      'a text for a number',
      { query: 'query($n: Int) { parks(first: $n) { nodes { id } } }', variables: { n: residentId } },
      'BAD_USER_INPUT',
    ],
    [
      'an input that has no such field',
      { query: 'query($f: Filter) { search(filter: $f) { id } }', variables: { f: { email, name: residentId } } },
      'BAD_USER_INPUT',
    ],
    [
      'a text for a number, in the document',
      { query: `{ parks(first: "${residentId}") { nodes { id } } }` },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'an object for an id, in the document',
      { query: `{ park(id: { secret: "${residentId}" }) { id } }` },
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'an input that has no such field, in the document',
      { query: `{ search(filter: { email: "${email}" }) { id } }` },
      'GRAPHQL_VALIDATION_FAILED',
    ],
  ])('%s', async (_what, attack, code) => {
    const { text } = await withstand(lab, attack, { status: 400, code });

    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(lab.logged.join('')).toBe('');
  });
});

describe('what goes wrong behind the gateway is said without saying what it was', () => {
  const failure = (message: string, extensions: object = {}) => ({
    data: { park: null },
    errors: [{ message, path: ['park'], extensions }],
  });

  test.each<[string, () => unknown]>([
    [
      'a message that says too much',
      () => failure(`no park for ${residentId}; pw=hunter2 at http://127.0.0.1:4101/graphql`),
    ],
    ['a stack', () => failure('boom', { stacktrace: [`Error: ${email}`, '    at f (/srv/node_modules/x.js:1:2)'] })],
    [
      'a code of its own making',
      () => failure(`select * from worker where phone = ${phone}`, { code: 'P0001', detail: residentId }),
    ],
    ['an exception that quotes', () => new Error(`${residentId} ${phone} ${email} hunter2`)],
    ['a JSON that cannot be read', () => new SyntaxError(`Unexpected token h in JSON: hunter2 ${email}`)],
    ['an error in the place of errors', () => ({ data: { park: null }, errors: [residentId] })],
    ['a value of another kind', () => ({ data: { park: residentId } })],
    ['a text where a name should be', () => ({ data: { park: { name: { secret: residentId } } } })],
  ])('%s', async (_what, answer) => {
    said = answer();
    const { text, body } = await send(lab, park({ id: residentId }));
    said = undefined;

    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/127\.0\.0\.1|node_modules|select \*|stacktrace/);
    expect(body.errors).toHaveLength(1);
    expect(body.errors?.[0]?.extensions).toMatchObject({ requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    for (const secret of secrets) expect(lab.logged.join('')).not.toContain(secret);
  });

  test('is found in the log by the id that the client was given', async () => {
    said = failure('boom');
    const { body, headers } = await send(lab, park({ id: 'prk_1' }));
    said = undefined;

    const id = body.errors?.[0]?.extensions?.['requestId'];
    expect(body.errors?.[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', retryable: false, requestId: id });
    expect(headers.get('x-request-id')).toBe(id);
    expect(lab.logged.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ requestId: id, msg: 'a request failed', path: ['park'] }),
    ]);
  });

  test('whether to ask again is said with every code', async () => {
    said = new Error('gone');
    const { body } = await send(lab, park({ id: 'prk_1' }));

    expect(body.errors?.[0]?.extensions).toMatchObject({ code: 'SUBGRAPH_UNAVAILABLE', retryable: true });
  });
});

describe('the metrics', () => {
  test('hold nothing of a variable, a literal, a header, an address, a name or a comment', async () => {
    const metrics = new Metrics();
    const measured = await startLab({ observer: metrics });
    const hidden = 'canary-8f3a';
    try {
      const query = `query ${'Canary8f3a'}($id: ID!) { ${'canary8f3a'}: park(id: $id) { name } parkList { id } } # ${hidden}`;
      const headers = { 'content-type': 'application/json', 'x-own': hidden, 'apollographql-client-name': hidden };
      await send(measured, {
        path: `?q=${hidden}`,
        headers,
        body: JSON.stringify({ query, variables: { id: residentId } }),
      });
      await send(measured, {
        path: `?q=${hidden}`,
        headers,
        body: JSON.stringify({ query: `{ park(id: "${phone}") { name } }` }),
      });
      await send(measured, { headers, body: JSON.stringify({ query: `{ ${'canary8f3a'} }`, operationName: email }) });

      const text = metrics.text();

      expect(text).toContain('parks');
      for (const secret of [...secrets, hidden, 'anary8f3a']) expect(text).not.toContain(secret);
    } finally {
      await measured.stop();
    }
  });
});

describe('the log', () => {
  test('holds nothing of a variable, a literal, a header, an address or a comment', async () => {
    const everywhere: Attack[] = [
      { query: `query($id: ID!) { park(id: $id) { name } } # ${residentId}`, variables: { id: residentId } },
      { query: `{ park(id: "${phone}") { name nothing } }` },
      { query: `{ a${phone}: park(id: "x") { name } }` },
      {
        headers: {
          'content-type': 'application/json',
          'x-email': email,
          cookie: residentId,
          authorization: `Bearer ${residentId}`,
        },
        body: '{"query":"{ __typename }"}',
      },
      {
        method: 'GET',
        path: `/graphql?query=${residentId}&email=${email}`,
        headers: { 'apollo-require-preflight': '1' },
      },
      { method: 'GET', path: `/${residentId}/${email}`, headers: {} },
      { headers: { 'content-type': 'application/json' }, body: `{"query": ${residentId} ${email}` },
    ];

    for (const attack of everywhere) {
      said = new Error(`${residentId} ${email} ${phone}`);
      await send(lab, attack);
    }
    said = undefined;

    for (const secret of secrets) expect(lab.logged.join('')).not.toContain(secret);
  });
});

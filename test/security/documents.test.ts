import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildSchema } from 'graphql';
import { Documents, readManifest, UnusableManifest } from '@millgate/gateway';
import { type Lab, startLab } from './support/lab.ts';
import { type Attack, send, withstand } from './support/oracle.ts';
import { many } from './support/shapes.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const json = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };

const parkName = 'query ParkName { park(id: "prk_1") { name } }';
const deep = `query Deep { park(id: "1") { ${'companies(first: 1) { nodes { park { '.repeat(5)}name${' } } }'.repeat(5)} } }`;
const wide = `query Wide { ${many(15, (i) => `a${i}: __typename b${i}: __typename c${i}: __typename`)} }`;
const dear = 'query Dear { parks(first: 100) { nodes { companies(first: 100) { nodes { name } } } } }';
const twins = `query Twins { parkList { ${many(40, (i) => `a${i}: name`)} } }`;

let lab: Lab;
let documents: Documents;
const startWith = (publicDocuments: 'any' | 'registered') =>
  startLab({ door: { corsOrigins: [], trustedProxies: [], limitRates: false, publicDocuments } });
const publish = (to: Documents, app: string, bodies: readonly string[]) =>
  to.publish(
    bodies.map((body) => ({ app, hash: sha256(body), name: 'X', kind: 'query' as const, body })),
    new Date('2026-11-22T08:00:00Z'),
  );

beforeAll(async () => {
  lab = await startWith('any');
  documents = new Documents(lab.database);
  await publish(documents, 'desk', [parkName, deep, twins, wide, dear]);
});
afterAll(() => lab.stop());

const persisted = (hash: unknown, more: object = {}) => ({
  extensions: { persistedQuery: { version: 1, sha256Hash: hash, ...more } },
});
const byId = (hash: unknown, app?: string, more: object = {}): Attack => ({
  headers: { ...json, ...(app ? { 'apollographql-client-name': app } : {}) },
  body: JSON.stringify({ ...persisted(hash), ...more }),
});

describe('a document that an app has published', () => {
  test('is answered by its id', async () => {
    const { body } = await withstand(lab, byId(sha256(parkName), 'desk'), { status: 200, fetches: 1 });

    expect(body).toEqual({ data: { park: { name: 'Mill Park' } } });
  });

  test.each([
    ['to another app', 'kiosk'],
    ['to nobody in particular', undefined],
    ['to an app with the name of an object', '__proto__'],
  ])('is unknown %s, also after it was asked', async (_whom, app) => {
    await send(lab, byId(sha256(parkName), 'desk'));

    await withstand(lab, byId(sha256(parkName), app), { status: 200, code: 'PERSISTED_QUERY_NOT_FOUND' });
  });

  test('may be deep and full of aliases', async () => {
    await withstand(lab, byId(sha256(deep), 'desk'), { status: 200, fetches: 20 });
    await withstand(lab, byId(sha256(twins), 'desk'), { status: 200, fetches: 1 });
  });

  test('may not be dear, or endlessly wide', async () => {
    await withstand(lab, byId(sha256(dear), 'desk'), { status: 400, code: 'COST_LIMIT' });
    await withstand(lab, byId(sha256(wide), 'desk'), { status: 400, code: 'QUERY_TOO_COMPLEX' });
  });

  test.each([
    ['whose text has another space', { query: deep.replace('{', '{ ') }, 'DEPTH_LIMIT'],
    ['whose text has a comment', { query: `${deep} # x` }, 'DEPTH_LIMIT'],
    [
      'with a second operation behind it',
      { query: `${deep} query Other { __typename }`, operationName: 'Deep' },
      'DEPTH_LIMIT',
    ],
    ['whose id stands beside another text', { query: `${deep} `, ...persisted(sha256(deep)) }, 'BAD_REQUEST'],
    [
      'whose id stands in the extensions of another operation name',
      { operationName: 'Other', ...persisted(sha256(deep)) },
      'OPERATION_RESOLUTION_FAILURE',
    ],
  ])('is not what is sent %s', async (_what, request, code) => {
    const headers = { ...json, 'apollographql-client-name': 'desk' };

    await withstand(lab, { headers, body: JSON.stringify(request) }, { status: 400, code });
  });

  test('is withdrawn within seconds', async () => {
    const query = 'query Short { __typename }';
    await publish(documents, 'kiosk', [query, parkName]);

    expect(await documents.withdraw('kiosk', [sha256(parkName)])).toBe(1);

    expect((await new Documents(lab.database).list('kiosk')).map(({ hash }) => hash)).toEqual([sha256(parkName)]);
    expect(await new Documents(lab.database).find('kiosk', sha256(query))).toBeNull();
  });
});

describe('an answer may be kept', () => {
  const address = (id: string) => `/graphql?extensions=${encodeURIComponent(JSON.stringify(persisted(id).extensions))}`;
  const get = (path: string, headers: Record<string, string> = {}) =>
    send(lab, {
      method: 'GET',
      path,
      headers: { 'apollo-require-preflight': '1', 'apollographql-client-name': 'desk', ...headers },
    });

  test('for five seconds, by anybody, when nobody in particular asked a published question by its address', async () => {
    const { headers, body } = await get(address(sha256(parkName)));

    expect(body).toEqual({ data: { park: { name: 'Mill Park' } } });
    expect([headers.get('cache-control'), headers.get('vary')]).toEqual([
      'public, max-age=5',
      'Origin, Accept, Accept-Language, Authorization, Millgate-Key, Apollographql-Client-Name',
    ]);
  });

  test('by nobody when somebody is signed in, when the question was not published, or when it failed', async () => {
    const answers = [
      await get(address(sha256(parkName)), { authorization: `Bearer ${await lab.token()}` }),
      await get(`/graphql?query=${encodeURIComponent('{ park(id: "1") { name } }')}`),
      await get(address(sha256(dear))),
      await send(lab, byId(sha256(parkName), 'desk')),
    ];

    expect(answers.map(({ headers }) => headers.get('cache-control'))).toEqual(Array(4).fill('no-store'));
  });
});

describe('ids that anybody may register', () => {
  const query = 'query Registered { companies(first: 2) { nodes { name } } }';

  test('are known after they were sent with their text once', async () => {
    await withstand(lab, byId(sha256(query)), { status: 200, code: 'PERSISTED_QUERY_NOT_FOUND' });
    await withstand(lab, byId(sha256(query), undefined, { query }), { status: 200, fetches: 1 });

    await withstand(lab, byId(sha256(query)), { status: 200, fetches: 1 });
  });

  test.each<[string, Attack, string]>([
    ['of another text', byId(sha256('other'), undefined, { query }), 'BAD_REQUEST'],
    ['that is a prototype', byId('__proto__'), 'BAD_REQUEST'],
    ['that is a path', byId('../../x'), 'BAD_REQUEST'],
    ['in capitals', byId(sha256(query).toUpperCase()), 'BAD_REQUEST'],
    ['that is a number', byId(7), 'BAD_REQUEST'],
    ['that is too short', byId('abc', undefined, { query }), 'BAD_REQUEST'],
    [
      'of another version',
      { headers: json, body: JSON.stringify({ query, ...persisted(sha256(query), { version: 2 }) }) },
      'BAD_REQUEST',
    ],
  ])('an id %s is refused', async (_what, attack, code) => {
    await withstand(lab, attack, { status: 400, code });
  });

  test('a text that is refused is not kept', async () => {
    await withstand(lab, byId(sha256(deep), undefined, { query: deep }), { status: 400, code: 'DEPTH_LIMIT' });

    await withstand(lab, byId(sha256(deep)), { status: 200, code: 'PERSISTED_QUERY_NOT_FOUND' });
  });
});

describe('where only published documents are answered to those who are not signed in', () => {
  let closed: Lab;
  beforeAll(async () => {
    closed = await startWith('registered');
    const there = new Documents(closed.database);
    await publish(there, 'desk', [parkName, ...canaries]);
  });
  afterAll(() => closed.stop());
  const canaries = ['{ __typename }'];
  const ask = async (attack: Attack, token?: string) => {
    const { status, body } = await send(closed, attack, token);
    return { status, codes: body.errors?.map(({ extensions }) => extensions?.['code']) };
  };

  test('anything else is refused, whatever it is', async () => {
    const refused = { status: 400, codes: ['DOCUMENT_NOT_REGISTERED'] };

    expect(await ask({ query: '{ __typename }' })).toEqual(refused);
    expect(await ask({ query: parkName })).toEqual(refused);
    expect(
      await ask({
        headers: { ...json, 'apollographql-client-name': 'desk' },
        body: JSON.stringify({ query: `${parkName} ` }),
      }),
    ).toEqual(refused);
    expect(await ask({ query: '{ syntax' })).toEqual(refused);
    expect(closed.fetched).toEqual([]);
  });

  test('a published one is answered, by id or by its text', async () => {
    const headers = { ...json, 'apollographql-client-name': 'desk' };

    expect(await ask(byId(sha256(parkName), 'desk'))).toEqual({ status: 200, codes: undefined });
    expect(await ask({ headers, body: JSON.stringify({ query: parkName }) })).toEqual({
      status: 200,
      codes: undefined,
    });
  });

  test('whoever is signed in asks as before', async () => {
    expect(await ask({ query: '{ companies(first: 1) { nodes { name } } }' }, await closed.token())).toEqual({
      status: 200,
      codes: undefined,
    });
  });
});

describe('a manifest', () => {
  const schema = buildSchema('type Query { park: Park } type Park { name: String }');
  const entry = (body: string, more: object = {}) => ({ id: sha256(body), body, name: 'A', type: 'query', ...more });
  const manifest = (...operations: object[]) =>
    JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations });
  const good = 'query A { park { name } }';

  test('becomes the documents of an app', () => {
    expect(readManifest('desk', manifest(entry(good)), schema)).toEqual([
      { app: 'desk', hash: sha256(good), name: 'A', kind: 'query', body: good },
    ]);
  });

  test.each([
    ['is not JSON', 'desk', '{', /not JSON/],
    ['is of another format', 'desk', JSON.stringify({ format: 'x', version: 1, operations: [] }), /^format/],
    [
      'has an id that is not the hash of the body',
      'desk',
      manifest(entry(good, { id: sha256('other') })),
      /not the SHA-256/,
    ],
    ['has a body that is no GraphQL', 'desk', manifest(entry('query A {')), /^A: Syntax Error/],
    [
      'has a body that the graph does not understand',
      'desk',
      manifest(entry('query A { nothing }')),
      /^A: Cannot query field/,
    ],
    ['has two operations under one id', 'desk', manifest(entry(`${good} query B { park { name } }`)), /one operation/],
    ['says another name than its body', 'desk', manifest(entry(good, { name: 'B' })), /name or type/],
    ['says another type than its body', 'desk', manifest(entry(good, { type: 'mutation' })), /name or type/],
    ['is for an app without a name', ' ', manifest(entry(good)), /no name of an app/],
  ])('that %s is refused whole', (_what, app, text, fault) => {
    expect(() => readManifest(app, text, schema)).toThrow(UnusableManifest);
    expect(() => readManifest(app, text, schema)).toThrow(fault);
  });
});

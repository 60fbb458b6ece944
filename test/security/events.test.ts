import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lab, startLab } from './support/lab.ts';
import { type Attack, type Verdict, withstand } from './support/oracle.ts';
import { aliasBomb, many, nestedFragments, pingPong, spreadBomb } from './support/shapes.ts';

const app = 'https://app.millgate.example';
let lab: Lab;
beforeAll(async () => {
  lab = await startLab({ door: { corsOrigins: [app], trustedProxies: [], limitRates: true, publicDocuments: 'any' } });
});
afterAll(() => lab.stop());

const events = { 'content-type': 'application/json', accept: 'text/event-stream' };
const subscribing = (document: string): Attack => ({
  headers: events,
  body: JSON.stringify({ query: document.replace(/^\{ (parkList|node)/, 'subscription { renamed') }),
});

describe('what is refused to whoever asks is refused to whoever wants to be told', () => {
  const tooComplex: Verdict = { status: 400, code: 'QUERY_TOO_COMPLEX' };
  test.each<[string, Attack, Verdict]>([
    ['fragments that double through two subgraphs', subscribing(aliasBomb(10)), tooComplex],
    ['spreads that double thirty times', subscribing(spreadBomb(30)), tooComplex],
    [
      'fragments within each other',
      subscribing(nestedFragments(50).replaceAll('... on Node { ... on Park {', '... on Park { ... on Park {')),
      tooComplex,
    ],
    ['a relation back and forth', subscribing(pingPong(7)), { status: 400, code: 'DEPTH_LIMIT' }],
    ['aliases', subscribing(`{ parkList { ${many(31, (i) => `a${i}: id`)} } }`), { status: 400, code: 'ALIAS_LIMIT' }],
    ['too many tokens', subscribing(`{ parkList { ${many(2_100, () => 'id')} } }`), tooComplex],
    ['a long document', subscribing(`{ parkList { id } } # ${'x'.repeat(40_000)}`), tooComplex],
    [
      'pages within pages',
      subscribing('{ parkList { companies(first: 100) { nodes { meters(first: 100) { nodes { id } } } } } }'),
      { status: 400, code: 'COST_LIMIT' },
    ],
    [
      'a page that is too long',
      subscribing('{ parkList { companies(first: 101) { nodes { id } } } }'),
      { status: 400, code: 'BAD_USER_INPUT' },
    ],
    [
      'what nobody knows',
      subscribing(`{ parkList { ${many(500, (i) => `x${i}`)} } }`),
      { status: 400, code: 'GRAPHQL_VALIDATION_FAILED' },
    ],
    [
      'a question',
      { headers: events, body: '{"query":"{ __typename }"}' },
      { status: 400, code: 'OPERATION_RESOLUTION_FAILURE' },
    ],
    [
      'a body that is too large',
      { headers: events, body: ' '.repeat(200_000) },
      { status: 413, code: 'BODY_TOO_LARGE' },
    ],
    [
      'another encoding',
      { headers: { ...events, 'content-type': 'application/json; charset=utf-16' }, body: '{}' },
      { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' },
    ],
    [
      'a form',
      { headers: { ...events, 'content-type': 'text/plain' }, body: '{"query":"subscription { renamed { id } }"}' },
      { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE' },
    ],
  ])('%s', async (_what, attack, verdict) => {
    const { body } = await withstand(lab, attack, verdict, await lab.token('wrk_events'));

    expect(body.errors?.length).toBeLessThanOrEqual(10);
    expect(body.errors?.[0]?.extensions).toMatchObject({ requestId: expect.any(String), retryable: false });
  });
});

describe('streams', () => {
  const open = async (token: string, leaving: AbortSignal) =>
    fetch(lab.url, {
      method: 'POST',
      headers: { ...events, origin: app, authorization: `Bearer ${token}` },
      body: '{"query":"subscription { renamed { name } }"}',
      signal: leaving,
    });

  test('are twenty to an account, whoever else has some', async () => {
    const leaving = new AbortController();
    const mine = await lab.token('wrk_many');
    const streams = await Promise.all(Array.from({ length: 20 }, () => open(mine, leaving.signal)));
    expect(streams.map(({ status }) => status)).toEqual(Array(20).fill(200));

    const refused = await open(mine, leaving.signal);
    const other = await open(await lab.token('wrk_other'), leaving.signal);

    expect([refused.status, other.status]).toEqual([429, 200]);
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'RATE_LIMITED', limit: 20 } }] });
    leaving.abort();
  });

  test('carry what every answer carries, and only pages of ours read them', async () => {
    const leaving = new AbortController();

    const { headers } = await open(await lab.token('wrk_one'), leaving.signal);

    expect(Object.fromEntries(headers)).toMatchObject({
      'access-control-allow-origin': app,
      'x-content-type-options': 'nosniff',
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache',
      'x-request-id': expect.any(String),
    });
    leaving.abort();
  });
});

import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  anonymous,
  type Clock,
  deliverOverHttp,
  fixedClock,
  identityHeader,
  issueToken,
  keysIn,
  onConnection,
  serveSubgraph,
  signIdentity,
  systemClock,
} from '../src/index.ts';
import { startTestSubgraph, type TestSubgraph } from '../src/testing/index.ts';
import { probes } from './support/probe.ts';

describe('a subgraph over HTTP', () => {
  const keys = keysIn(join(process.env['MILLGATE_TEST_HOME'] ?? '', 'keys'));
  let probe: TestSubgraph;
  let probeDatabase: string;
  let served: { url: string; stop(): Promise<void> };
  // The real present: identities that the tests sign must be fresh for the server.
  const now = systemClock.now().toISOString();
  beforeAll(async () => {
    probe = await startTestSubgraph(probes, { now, seeded: true });
    const [database] = await probe.rows<{ name: string }>('select current_database() as name');
    probeDatabase = database?.name ?? '';
    served = await serveSubgraph(probe.subgraph, { host: '127.0.0.1', port: 0, keys, clock: fixedClock(now) });
  });
  afterAll(async () => {
    await served.stop();
    await probe.stop();
  });

  const oneProbe = '{ probe(id: "prb_1") { note } }';
  const identity = (query: string, subgraph = 'probes', clock: Clock = fixedClock(now)) =>
    signIdentity(keys, clock, subgraph, { caller: anonymous, requestId: 'r-1' }, JSON.stringify({ query }));
  const ask = async (query: string, headers: Record<string, string>) => {
    const response = await fetch(`${served.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query }),
    });
    return {
      status: response.status,
      body: (await response.json()) as { data?: unknown; errors?: { message: string; extensions?: object }[] },
    };
  };

  test('answers the gateway', async () => {
    const answer = await ask(oneProbe, { [identityHeader]: await identity(oneProbe) });

    expect(answer).toEqual({ status: 200, body: { data: { probe: { note: 'seeded' } } } });
  });

  test.each([
    ['a variable', 'query ($id: ID!) { probe(id: $id) { note } }', { id: 'prb_\0' }, ['id']],
    ['the query', String.raw`{ probe(id: "prb_\u0000") { note } }`, {}, []],
  ])('refuses a text in %s that no database can store', async (_where, query, variables, path) => {
    const { data, errors } = await probe.as(anonymous).ask(query, variables);

    expect(data).toEqual({ probe: null });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', path, rule: 'text' } }]);
  });

  const tampered = async (query: string) => (await identity(query)).replace(/\.[^.]+$/, `.${'A'.repeat(86)}`);
  const byAnother = () =>
    issueToken(keys, fixedClock(now), { signer: 'community', audience: 'probes', lifetimeSeconds: 30, claims: {} });
  test.each([
    ['no identity', async () => ''],
    ['an identity for another subgraph', (query: string) => identity(query, 'canteens')],
    [
      'an identity of a minute ago',
      (query: string) => identity(query, 'probes', fixedClock(new Date(Date.parse(now) - 60_000).toISOString())),
    ],
    ['an identity for another request', (query: string) => identity(`${query} `)],
    ['an identity with another signature', tampered],
    ['an identity that another service signed', byAnother],
    ['an unsigned identity', async () => `${Buffer.from('{"alg":"none","kid":"gateway"}').toString('base64url')}.e30.`],
  ])('answers 401 to %s, also for its schema and its entities', async (_what, header) => {
    for (const query of [
      '{ probe(id: "prb_1") { note } }',
      '{ _service { sdl } }',
      '{ _entities(representations: [{ __typename: "Probe", id: "prb_1" }]) { __typename } }',
    ]) {
      const { status, body } = await ask(query, { [identityHeader]: await header(query) });
      expect({ status, data: body.data, code: body.errors?.[0]?.extensions }).toEqual({
        status: 401,
        data: undefined,
        code: { code: 'UNAUTHENTICATED' },
      });
    }
  });

  test('traces nothing, whoever asks for it', async () => {
    const wanted = { 'apollo-federation-include-trace': 'ftv1' };

    const byStranger = await ask(oneProbe, wanted);
    const byGateway = await ask(oneProbe, { ...wanted, [identityHeader]: await identity(oneProbe) });

    expect([byStranger.status, byStranger.body.data]).toEqual([401, undefined]);
    expect(byGateway.body).toEqual({ data: { probe: { note: 'seeded' } } });
  });

  test.each([
    ['GET', { method: 'GET' }],
    ['no body', { method: 'POST', headers: { 'content-type': 'application/json' } }],
    ['no JSON', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{' }],
    ['no query', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }],
  ])('answers 401 to whoever is not the gateway before it says what is wrong: %s', async (_what, request) => {
    const response = await fetch(`${served.url}/graphql?query={__typename}`, request);

    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({
      errors: [{ message: 'Only the gateway may ask.', extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  test('masks a fault: the client gets a request id, never what went wrong', async () => {
    const { body } = await ask('{ broken }', { [identityHeader]: await identity('{ broken }') });

    expect(body.data).toEqual({ broken: null });
    expect(body.errors).toEqual([
      {
        message: 'This part could not be answered because of a fault of ours.',
        path: ['broken'],
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'r-1' },
      },
    ]);
    expect(JSON.stringify(body)).not.toMatch(/hunter2|10\.0\.0\.5/);
  });

  test('acts on an event that a service of the installation signed, and on no other', async () => {
    const event = {
      id: 'evt_http',
      type: 'Probed',
      aggregate: 'prb_2',
      occurredAt: now,
      payload: { note: 'delivered' },
    };
    const forged = await fetch(`${served.url}/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer x' },
      body: JSON.stringify(event),
    });
    expect(forged.status).toBe(401);
    expect(await probe.rows(`select note from probe where id = 'prb_2'`)).toEqual([]);

    await deliverOverHttp({
      sender: 'community',
      urls: new Map([['probes', served.url]]),
      keys,
      clock: fixedClock(now),
    })('probes', event);

    expect(await probe.rows(`select note from probe where id = 'prb_2'`)).toEqual([{ note: 'delivered' }]);
  });

  test('answers again after its database was restarted', async () => {
    await onConnection(process.env['MILLGATE_TEST_SERVER'] ?? '', (client) =>
      client.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1`, [probeDatabase]),
    );
    await new Promise((resolve) => setTimeout(resolve, 50));

    const answer = await ask(oneProbe, { [identityHeader]: await identity(oneProbe) });

    expect(answer.body).toEqual({ data: { probe: { note: 'seeded' } } });
  });

  test('is alive and ready; without its database it is alive and not ready', async () => {
    const status = async (path: string) => (await fetch(`${served.url}${path}`)).status;
    const before = [await status('/health'), await status('/ready')];

    await onConnection(process.env['MILLGATE_TEST_SERVER'] ?? '', (client) =>
      client.query(`drop database ${probeDatabase} with (force)`),
    );

    expect({ before, after: [await status('/health'), await status('/ready')] }).toEqual({
      before: [200, 200],
      after: [200, 503],
    });
  });
});

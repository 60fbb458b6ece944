import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personas } from '@millgate/demo';
import { createApiKey, doorSubgraph, viewerSdl } from '@millgate/gateway';
import { claimsOf, graphAudience, issueToken, type RoleGrant, scopes, systemClock } from '@millgate/kit';
import { type Lab, startLab } from './support/lab.ts';

const parts = [
  { name: doorSubgraph, typeDefs: viewerSdl.replace(/^extend schema.*$/m, ''), resolvers: {} },
  {
    name: 'registry',
    typeDefs: 'type Query { nothing: Int } type Worker @key(fields: "id") { id: ID! name: String }',
    resolvers: { Worker: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `name of ${id}` }) } },
  },
];

/** Within one minute, and not at its end. */
const clock = { at: new Date('2026-11-22T08:00:05Z').getTime(), now: () => new Date(clock.at) };

let lab: Lab;
beforeAll(async () => {
  const door = { corsOrigins: [], trustedProxies: [], limitRates: true, publicDocuments: 'any' as const };
  lab = await startLab({ parts, door, clock });
});
afterAll(() => lab.stop());

const ask = async (query: string, headers: Record<string, string> = {}) => {
  const response = await fetch(lab.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return { headers: response.headers, ...((await response.json()) as { data: Record<string, unknown> }) };
};
const bearer = async (id: string, roles: readonly RoleGrant[], more: object = {}) => {
  const claims = { ...claimsOf({ kind: 'PERSON', id, roles }), ...more };
  const token = await issueToken(lab.keys, clock, {
    signer: 'issuer',
    audience: graphAudience,
    lifetimeSeconds: 60,
    claims,
  });
  return { authorization: `Bearer ${token}` };
};
const everything = '{ viewer { kind id worker { id name } roles { role scope } scopes contract locale } }';

describe('whoever asks is told who they are', () => {
  test('nobody in particular', async () => {
    const { data } = await ask(everything, { 'accept-language': 'en-GB' });

    expect(data['viewer']).toEqual({
      ...{ kind: 'ANONYMOUS', id: null, worker: null, roles: [], scopes: [] },
      ...{ contract: 'PUBLIC', locale: 'EN' },
    });
  });

  test.each(personas.map((persona) => [persona.key, persona] as const))('%s', async (_key, { id, roles }) => {
    const { data } = await ask(everything, await bearer(id, roles));

    const isWorker = roles.some(({ role }) => role === 'WORKER');
    expect(data['viewer']).toMatchObject({
      ...{ kind: 'PERSON', id, locale: 'ZH' },
      worker: isWorker ? { id, name: `name of ${id}` } : null,
      roles: roles.map(({ role, scope = null }) => ({ role, scope })),
      contract: roles[0]?.role === 'PARTNER' ? 'PARTNER' : 'INTERNAL',
    });
  });

  test('with the scopes that roles, token and key leave', async () => {
    const worker = [{ role: 'WORKER' as const, scope: 'wrk_1' }];
    const held = async (headers: Record<string, string>) =>
      ((await ask(everything, headers)).data['viewer'] as { scopes: string[] }).scopes;
    const key = await createApiKey(lab.database, systemClock, {
      ...{ label: 'kiosk', contract: 'public', tier: 'known' },
      scopes: ['graph:plan'],
    });

    expect(await held(await bearer('wrk_1', worker))).toEqual(Object.keys(scopes).sort());
    expect(await held(await bearer('wrk_1', worker, { scope: 'worker:pay worker:nothing' }))).toEqual(['worker:pay']);
    expect(await held({ 'millgate-key': key })).toEqual(['graph:plan']);
  });

  test('without any other part of the graph learning of it', async () => {
    const before = lab.fetched.length;

    await ask('{ viewer { kind scopes rateLimit { remaining } } }');

    expect(lab.fetched.length - before).toBe(0);
  });
});

describe('whoever asks is told where their account stands', () => {
  test('as the headers say it', async () => {
    clock.at += 60_000;
    const question = '{ rateLimit { limit cost remaining resetAt } viewer { rateLimit { limit } } }';

    const { data, headers } = await ask(question, { 'x-first': '1' });

    const remaining = 20_000 - 3 - 10;
    expect(data).toEqual({
      rateLimit: { limit: 20_000, cost: 3, remaining, resetAt: '2026-11-22T08:02:00.000Z' },
      viewer: { rateLimit: { limit: 20_000 } },
    });
    expect(headers.get('ratelimit')).toBe(`"anonymous";r=${remaining};t=55`);
  });

  test.each([
    ['known', 100_000],
    ['heavy', 1_000_000],
    ['of an older program', 60_000],
  ])('a key of the tier %s has a budget of its own: %i', async (tier, limit) => {
    const key = await createApiKey(lab.database, systemClock, { label: `a ${tier}`, contract: 'public', tier });

    expect((await ask('{ rateLimit { limit } }', { 'millgate-key': key })).data).toEqual({ rateLimit: { limit } });
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildClientSchema, buildSchema, type IntrospectionQuery } from 'graphql';
import { createApiKey } from '@millgate/gateway';
import { systemClock } from '@millgate/kit';
import { type Lab, startLab } from '../security/support/lab.ts';

const door = { corsOrigins: [], limitRates: true, publicDocuments: 'any' as const, trustedProxies: ['127.0.0.1'] };
const example = { document: '{ parks(first: 2) { nodes { id name } } }', variables: {} };

let lab: Lab;
let at: (path: string, init?: RequestInit) => Promise<Response>;
beforeAll(async () => {
  lab = await startLab({ door, examples: { 'Query.parks': example, 'Query.gone': example } });
  at = (path, init) => fetch(new URL(path, lab.url), init);
});
afterAll(() => lab.stop());

const from = (address: string) => ({ 'content-type': 'application/json', 'x-forwarded-for': address });
const make = (label: unknown, address = '203.0.113.1') =>
  at('/keys', { method: 'POST', headers: from(address), body: JSON.stringify({ label }) });
const ask = (headers: Record<string, string> = {}, query = example.document) =>
  fetch(lab.url, {
    method: 'POST',
    headers: { ...from('203.0.113.9'), ...headers },
    body: JSON.stringify({ query }),
  });

describe('the schema has fixed addresses', () => {
  test('as text and as introspection, it is what the asker is shown', async () => {
    const key = await createApiKey(lab.database, systemClock, { label: 'own', contract: 'internal', tier: 'known' });
    const open = buildSchema(await (await at('/schema.graphql')).text());
    const whole = buildSchema(await (await at('/schema.graphql', { headers: { 'millgate-key': key } })).text());
    const { data } = (await (await at('/schema.json')).json()) as { data: IntrospectionQuery };

    const mutations = (schema: typeof open) => Object.keys(schema.getMutationType()?.getFields() ?? {});
    expect(mutations(open)).not.toContain('close');
    expect(mutations(whole)).toContain('close');
    expect(Object.keys(buildClientSchema(data).getTypeMap()).sort()).toEqual(Object.keys(open.getTypeMap()).sort());
  });

  test('is sent once, and compressed to whoever takes that', async () => {
    const first = await at('/reference.json');
    const tag = first.headers.get('etag') ?? '';

    expect(first.headers.get('content-encoding')).toBe('gzip');
    expect((await at('/reference.json', { headers: { 'if-none-match': tag } })).status).toBe(304);
    expect(
      (await at('/reference.json', { headers: { 'accept-encoding': 'gzip;q=0' } })).headers.get('content-encoding'),
    ).toBe(null);
  });

  test('and the reference says who owns an element, what it needs, what it costs, and how it is asked', async () => {
    const reference = (await (await at('/reference.json')).json()) as {
      contract: string;
      types: {
        name: string;
        kind: string;
        owners: string[];
        fields: { name: string; type: string; owners: string[] }[];
      }[];
      examples: Record<string, { cost: number }>;
    };
    const field = (type: string, name: string) =>
      reference.types.find((one) => one.name === type)?.fields.find((one) => one.name === name);

    expect(reference.contract).toBe('public');
    expect(field('Query', 'parks')).toMatchObject({
      type: expect.stringContaining('ParkConnection'),
      owners: ['parks'],
    });
    expect(reference.examples).toEqual({ 'Query.parks': { ...example, cost: 1 + 2 } });
  });

  test('is refused to a key that does not hold, in the form of every error', async () => {
    const answer = await at('/schema.graphql', { headers: { 'millgate-key': 'mgk_nothing' } });

    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });
});

describe('a key by self-service', () => {
  test('is shown once, opens what is open to everybody, and says what it was used for', async () => {
    const made = await make('Park board');
    const { key, ...about } = (await made.json()) as { key: string; label: string };

    expect(made.status).toBe(201);
    expect(about).toMatchObject({ label: 'Park board', contract: 'public', tier: 'registered' });
    const answered = await ask({ 'millgate-key': key });
    expect(answered.headers.get('ratelimit-policy')).toBe('"registered";q=60000;w=60');
    const current = (await (await at('/keys/current', { headers: { 'millgate-key': key } })).json()) as object;
    expect(current).toMatchObject({
      label: 'Park board',
      standing: { quota: 60_000 },
      days: [{ asked: 1, points: 3, failed: 0 }],
    });
    expect(JSON.stringify(current)).not.toContain(key.slice(15));
  });

  test('two of one name have a budget each', async () => {
    const keys = await Promise.all(
      ['203.0.113.2', '203.0.113.3'].map(
        async (address) => ((await (await make('Twin', address)).json()) as { key: string }).key,
      ),
    );
    const left = async (key: string) => (await ask({ 'millgate-key': key })).headers.get('ratelimit');

    expect(await left(keys[0] ?? '')).toBe(await left(keys[1] ?? ''));
  });

  test('is made five times a day from one network, however many ask at once', async () => {
    const asked = await Promise.all(Array.from({ length: 12 }, (_, index) => make(`App ${index}`, '2001:db8:7::1')));

    expect(asked.map(({ status }) => status).sort()).toEqual([
      ...Array<number>(5).fill(201),
      ...Array<number>(7).fill(429),
    ]);
    expect((await make('Next door', '2001:db8:8::1')).status).toBe(201);
    expect((await make('Next room', '2001:db8:7::2')).status).toBe(429);
  });

  test('is given up by whoever holds it', async () => {
    const { key } = (await (await make('Short', '203.0.113.4')).json()) as { key: string };
    expect((await at('/keys/current', { method: 'DELETE', headers: { 'millgate-key': key } })).status).toBe(204);

    const revoked = async () => (await at('/keys/current', { headers: { 'millgate-key': key } })).status;
    const until = Date.now() + 6_000;
    while ((await revoked()) !== 401 && Date.now() < until) await new Promise((done) => setTimeout(done, 200));
    expect(await revoked()).toBe(401);
  });

  test.each([[undefined], [''], ['x'], ['<b>'], ['a'.repeat(61)], [{}]])(
    'needs a name that can be read: not %j',
    async (label) => {
      const refused = await make(label, '203.0.113.5');

      expect(refused.status).toBe(400);
      expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    },
  );
});

describe('the status', () => {
  test('says who answers, and how much of the error budget is left', async () => {
    await ask();
    const status = (await (await at('/status.json')).json()) as { objective: { asked: number; failed: number } };

    expect(status).toMatchObject({
      parts: expect.arrayContaining([{ name: 'parks', answers: true }]),
      objective: { share: 0.999, days: 30, failed: 0 },
      budgetLeft: 1,
    });
    expect(status.objective.asked).toBeGreaterThan(0);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { link } from './support/parks.ts';
import { startTestRegistry, type TestRegistry } from './support/registry.ts';

let registry: TestRegistry;
beforeAll(async () => {
  registry = await startTestRegistry();
});
afterAll(() => registry.stop());

const trams = (more = '') => `${link('key')} type Query { "One tram." tram: Tram }
"A tram." type Tram @key(fields: "id") { "Its id." id: ID! ${more} }`;
/** A schema of a partner’s own, with names that no other test has. */
const lines = (name: string, more = '') =>
  trams(more).replaceAll('Tram', name).replace('tram:', `${name.toLowerCase()}:`);
const url = 'http://127.0.0.1:9/';

interface Published {
  readonly verdict: string;
  readonly revision?: number;
  readonly version?: number;
  readonly unchanged?: true;
  readonly code?: string;
  readonly steps: { name: string; verdict: string; findings: { code: string; mend: string }[] }[];
}

const publish = (token: string, subgraph: string, sdl: string, more: object = {}) =>
  registry.ask<Published>(token, 'POST', `/v1/subgraphs/${subgraph}/publish`, { sdl, url, ...more });

const served = async () =>
  (await registry.ask<{ stable: number; canary: number | null }>('operator', 'GET', '/v1/supergraph/versions')).body;

describe('a partner', () => {
  test('publishes a schema, which is a revision, a version and a delivery', async () => {
    const token = await registry.partner('trams');

    const { status, body } = await publish(token, 'trams', trams());

    expect([status, body.verdict, body.revision]).toEqual([200, 'PASSED', 1]);
    expect(body.steps.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual([
      'size PASSED',
      'name PASSED',
      'federation PASSED',
      'lint PASSED',
      'ownership PASSED',
      'cost PASSED',
      'composition PASSED',
      'contracts PASSED',
      'probe SKIPPED',
    ]);
    expect((await served()).stable).toBe(body.version);
  });

  test('publishes the same again, and nothing changes', async () => {
    const token = await registry.partner('again');
    const first = await publish(token, 'again', lines('Again'));

    const second = await publish(token, 'again', lines('Again'));

    expect(second.body).toMatchObject({ revision: 1, version: first.body.version, unchanged: true });
  });

  test('is told with every refusal how to mend it, and nothing is kept', async () => {
    const token = await registry.partner('thief');
    const before = await served();

    const { status, body } = await publish(
      token,
      'thief',
      `${link('key', 'override')} type Company @key(fields: "id") { id: ID! name: String! @override(from: "official") }`,
    );

    expect(status).toBe(422);
    expect(body.steps.find(({ name }) => name === 'ownership')?.findings).toEqual([
      expect.objectContaining({
        code: 'OVERRIDE_NEEDS_OWNER',
        mend: expect.stringContaining('Leave @override out') as unknown as string,
      }),
    ]);
    expect(await served()).toEqual(before);
    expect(await registry.rows('select 1 from revision where subgraph = ?', ['thief'])).toEqual([]);
  });

  test('takes its subgraph out again', async () => {
    const token = await registry.partner('leaving');
    await publish(token, 'leaving', lines('Leaving'));

    const { status, body } = await registry.ask<Published>(token, 'DELETE', '/v1/subgraphs/leaving');

    expect([status, body.verdict]).toEqual([200, 'PASSED']);
    const [row] = await registry.rows<{ parts: { name: string }[] }>(
      'select parts from graph_version order by no desc limit 1',
    );
    expect(row?.parts.map(({ name }) => name)).not.toContain('leaving');
  });
});

describe('a token', () => {
  test.each([
    ['of another subgraph', async () => registry.partner('mine'), 403, 'TOKEN_FOR_OTHER_SUBGRAPH'],
    ['that nobody made', async () => `mgp_0123456789_${'a'.repeat(43)}`, 401, 'UNAUTHENTICATED'],
    ['that was altered', async () => `${(await registry.partner('altered')).slice(0, -1)}-`, 401, 'UNAUTHENTICATED'],
    [
      'that was revoked',
      async () => {
        const token = await registry.partner('revoked');
        await registry.ask('operator', 'DELETE', `/v1/tokens/${token.slice(4, 14)}`);
        return token;
      },
      401,
      'UNAUTHENTICATED',
    ],
    [
      'that has run out',
      async () => {
        const token = await registry.partner('late');
        await registry.rows(`update publish_token set expires_at = now() - interval '1 second' where prefix = ?`, [
          token.slice(4, 14),
        ]);
        return token;
      },
      401,
      'UNAUTHENTICATED',
    ],
    ['of the gateway', async () => 'gateway', 401, 'UNAUTHENTICATED'],
  ])('%s publishes nothing', async (_what, tokenOf, status, code) => {
    await registry.partner('target');

    const answer = await publish(await tokenOf(), 'target', lines('Target'));

    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(await registry.rows('select 1 from revision where subgraph = ?', ['target'])).toEqual([]);
  });

  test('of a suspended agency publishes nothing until the agency is let in again', async () => {
    const token = await registry.partner('paused');
    await registry.ask('operator', 'POST', '/v1/agencies/paused-office/suspend', {});

    expect((await publish(token, 'paused', lines('Paused'))).body.code).toBe('AGENCY_NOT_APPROVED');

    await registry.ask('operator', 'POST', '/v1/agencies/paused-office/resume', {});
    expect((await publish(token, 'paused', lines('Paused'))).body.verdict).toBe('PASSED');
  });

  test('is kept nowhere as it was given out', async () => {
    const token = await registry.partner('secret');
    const [row] = await registry.rows<{ whole: string }>(
      'select publish_token::text as whole from publish_token where prefix = ?',
      [token.slice(4, 14)],
    );

    expect(row?.whole).toContain(token.slice(4, 14));
    expect(row?.whole).not.toContain(token.slice(15));
  });

  test.each([
    ['agencies', 'GET', '/v1/agencies'],
    ['a rollback', 'POST', '/v1/supergraph/rollback'],
    ['the audit log', 'GET', '/v1/audit'],
    ['a quarantine', 'POST', '/v1/subgraphs/official/quarantine'],
    ['reports', 'POST', '/v1/reports'],
  ])('of a partner is none for %s', async (_what, method, path) => {
    const token = await registry.partner('curious');

    expect((await registry.ask(token, method, path, method === 'POST' ? {} : undefined)).status).toBe(401);
    expect((await registry.ask(null, method, path, method === 'POST' ? {} : undefined)).status).toBe(401);
  });
});

describe('names and addresses', () => {
  test.each([
    'Official',
    'official ',
    'off"icial',
    'off\nicial',
    'constructor',
    '__proto__',
    'gateway',
    'x',
    'ünster',
    'a'.repeat(42),
  ])('%j is no name', async (name) => {
    await registry.partner('names');

    const { status, body } = await registry.ask('operator', 'POST', '/v1/tokens', {
      agency: 'names-office',
      subgraph: name,
    });

    expect([status, body['code']]).toEqual([400, 'SUBGRAPH_NAME']);
  });

  test('a name that differs from another only as the supergraph does not is refused', async () => {
    await registry.partner('city-bus');

    const { body } = await registry.ask('operator', 'POST', '/v1/tokens', {
      agency: 'city-bus-office',
      subgraph: 'city-bus',
    });
    expect(body).toHaveProperty('token');
    expect(
      (await registry.ask('operator', 'POST', '/v1/tokens', { agency: 'names-office', subgraph: 'city-bus' })).body[
        'code'
      ],
    ).toBe('SUBGRAPH_NAME');
  });

  test.each([
    ['http://169.254.169.254/', 'ADDRESS_PRIVATE'],
    ['https://10.0.0.7/graphql', 'ADDRESS_PRIVATE'],
    ['https://[::1]:6379/', 'ADDRESS_PRIVATE'],
    ['https://[::ffff:169.254.169.254]/', 'ADDRESS_PRIVATE'],
    ['https://0x0a000001/', 'ADDRESS_PRIVATE'],
    ['http://8.8.8.8/', 'ADDRESS_SCHEME'],
    ['file:///etc/passwd', 'ADDRESS_SCHEME'],
    ['javascript:alert(1)', 'ADDRESS_SCHEME'],
    ['', 'ADDRESS_FORM'],
    ['https://user:pw@8.8.8.8/', 'ADDRESS_FORM'],
    ['https://8.8.8.8\\@10.0.0.1/', 'ADDRESS_FORM'],
    ['https://аpple.example/', 'ADDRESS_FORM'],
    ['https://nowhere.invalid/', 'ADDRESS_UNKNOWN'],
  ])('%j is no address: %s', async (address, code) => {
    const token = await registry.partner('homes');

    const { status, body } = await publish(token, 'homes', lines('Homes'), { url: address });

    expect(status).toBe(422);
    expect(body.steps.flatMap(({ findings }) => findings.map((finding) => finding.code))).toEqual([code]);
  });
});

describe('going back', () => {
  test('an older schema is refused unless it is meant', async () => {
    const token = await registry.partner('older');
    await publish(token, 'older', lines('Older'));
    await publish(token, 'older', lines('Older', '"Its line." line: Int'));

    const refused = await publish(token, 'older', lines('Older'));
    const meant = await publish(token, 'older', lines('Older'), { again: true });

    expect([refused.status, refused.body.code]).toEqual([409, 'OLDER_SCHEMA']);
    expect(meant.body).toMatchObject({ verdict: 'PASSED', revision: 3 });
  });

  test('a commit stands for one schema', async () => {
    const token = await registry.partner('commits');
    await publish(token, 'commits', lines('Commits'), { commit: 'abc' });

    expect((await publish(token, 'commits', lines('Commits', '"It." line: Int'), { commit: 'abc' })).body.code).toBe(
      'COMMIT_REUSED',
    );
  });

  test('what builds on a revision that is not the last is refused', async () => {
    const token = await registry.partner('bases');
    await publish(token, 'bases', lines('Bases'), { base: 0 });

    expect((await publish(token, 'bases', lines('Bases', '"It." line: Int'), { base: 0 })).body.code).toBe(
      'REVISION_STALE',
    );
    expect((await publish(token, 'bases', lines('Bases', '"It." line: Int'), { base: 1 })).body.revision).toBe(2);
  });
});

test('of twenty publishes at once each is a revision of its own, judged on what the one before made', async () => {
  const token = await registry.partner('racing');
  const [before] = await registry.rows<{ no: string }>('select max(no) as no from graph_version');

  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, at) => publish(token, 'racing', lines('Racing', `"Its ${at}." field${at}: Int`))),
  );

  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
  expect(answers.map(({ body }) => body.revision ?? 0).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 20 }, (_, at) => at + 1),
  );
  const [after] = await registry.rows<{ no: string }>('select max(no) as no from graph_version');
  expect(Number(after?.no) - Number(before?.no)).toBe(20);
});

describe('what was published', () => {
  test.each([
    `update revision set sdl = sdl || ' ', sha256 = sha256`,
    'delete from revision',
    'truncate revision cascade',
    `update graph_version set supergraph = ''`,
    'delete from graph_version',
    'update delivery set stable = 1',
    `update audit_entry set actor = 'nobody'`,
    'delete from audit_entry',
  ])('is not changed by: %s', async (statement) => {
    await expect(registry.rows(statement)).rejects.toThrow();
  });

  test('stands in a log whose every entry holds the one before', async () => {
    const { body } = await registry.ask<{ entries: number }>('operator', 'GET', '/v1/audit/verify');

    expect(body.entries).toBeGreaterThan(20);
  });

  test('cannot be changed in the log without being seen', async () => {
    await registry.rows('alter table audit_entry disable trigger all');
    await registry.rows(`update audit_entry set actor = 'somebody' where position = 3`);

    expect((await registry.ask('operator', 'GET', '/v1/audit/verify')).body).toEqual({ brokenAt: 3 });
  });
});

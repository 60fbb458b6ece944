import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestRegistry, type TestRegistry } from '../../registry/test/support/registry.ts';
import { inShell } from '../../test/support/console.ts';
import { projectRoot } from '../../test/support/program.ts';

let registry: TestRegistry;
let folder: string;
let token: string;
beforeAll(async () => {
  registry = await startTestRegistry();
  token = await registry.partner('nursery');
  folder = mkdtempSync(join(tmpdir(), 'millgate-cli-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await registry.stop();
});

/** What a command prints to standard output, and how it ends. */
const millgate = async (args: string, env: Record<string, string> = {}) => {
  const program = `'${process.execPath}' '${join(projectRoot, 'cli/bin/millgate.mjs')}'`;
  const { printed, status } = await inShell(`${program} ${args} 2>errors`, {
    cwd: folder,
    env: {
      ...process.env,
      REGISTRY_URL: registry.url,
      MILLGATE_HOME: process.env['MILLGATE_TEST_HOME'],
      MILLGATE_PUBLISH_TOKEN: token,
      ...env,
    },
  });
  return { printed, status };
};
const json = async (args: string, env?: Record<string, string>) => {
  const { printed, status } = await millgate(`${args} --json`, env);
  return { status, body: JSON.parse(printed) as unknown };
};

describe('a subgraph from init', () => {
  const schema = '--schema nursery.graphql --url http://127.0.0.1:9/';

  test('passes its check and is published, each as JSON with exit code 0', async () => {
    expect((await millgate('subgraph init nursery')).status).toBe(0);

    const check = await json(`subgraph check nursery ${schema}`);
    const published = await json(`subgraph publish nursery ${schema}`);

    expect(check).toMatchObject({ status: 0, body: { verdict: 'PASSED' } });
    expect(published).toMatchObject({ status: 0, body: { verdict: 'PASSED', revision: 1, version: 2 } });
  }, 60_000);

  test('is listed and fetched, alone and with the others', async () => {
    const list = await json('subgraph list');
    const fetched = await json('subgraph fetch nursery');
    const supergraph = await json('supergraph fetch');

    expect(list).toMatchObject({ status: 0, body: [{ name: 'meters' }, { name: 'nursery' }, { name: 'official' }] });
    expect(fetched).toMatchObject({ status: 0, body: { name: 'nursery', revision: 1 } });
    expect(supergraph).toMatchObject({ status: 0, body: { sequence: 2 } });
  }, 60_000);

  test('is tried on a share of the callers where that is said, and then served to all', async () => {
    const text = readFileSync(join(folder, 'nursery.graphql'), 'utf8');
    const more = text.replace('type Query {', 'type Query {\n  "How many there are."\n  nurseryCount: Int');
    writeFileSync(join(folder, 'more.graphql'), more);

    const { printed, status } = await millgate(
      'subgraph publish nursery --schema more.graphql --canary 20 --canary-seconds 3600',
    );
    const versions = await json('supergraph versions');
    const promoted = await millgate('supergraph promote');

    expect(status).toBe(0);
    expect(printed).toContain('it is tried on 20 % of the callers for 3600 s\n');
    expect(versions.body).toMatchObject({ stable: 2, canary: 3 });
    expect(promoted).toEqual({ status: 0, printed: 'version 3 is served\n' });
  }, 60_000);

  test('is deleted, as JSON with exit code 0', async () => {
    expect(await json('subgraph delete nursery')).toMatchObject({ status: 0, body: { verdict: 'PASSED', version: 4 } });
  }, 60_000);
});

describe('the log of who did what', () => {
  test('is verified and exported from the command line', async () => {
    const verified = await millgate('audit verify');
    const exported = await millgate('audit export');

    expect(verified).toMatchObject({
      status: 0,
      printed: expect.stringMatching(/^\d+ entries, unbroken; the last is /),
    });
    expect(exported.printed).toContain('"subgraph.publish","nursery"');
  }, 60_000);

  test('of which an entry was changed is said to be broken there, and the command fails', async () => {
    await registry.rows('alter table audit_entry disable trigger all');
    await registry.rows(`update audit_entry set actor = 'operator' where action = 'subgraph.publish'`);

    expect(await json('audit verify')).toEqual({ status: 1, body: { brokenAt: expect.any(Number) as unknown } });
  }, 60_000);
});

describe('a refusal ends with 1', () => {
  test('of a check, with every finding explained', async () => {
    writeFileSync(join(folder, 'bad.graphql'), 'type Query { a: Int }');

    const { status, body } = await json('subgraph check nursery --schema bad.graphql');

    expect([status, body]).toEqual([1, expect.objectContaining({ verdict: 'REFUSED' })]);
    expect(JSON.stringify(body)).toContain('FEDERATION_2_REQUIRED');
    expect(JSON.stringify(body)).toContain('Begin with extend schema @link');
  }, 60_000);

  test.each([
    ['a token that is none', 'subgraph list', { MILLGATE_PUBLISH_TOKEN: 'mgp_none' }, 'UNAUTHENTICATED'],
    ['another’s subgraph', 'subgraph delete meters', {}, 'TOKEN_FOR_OTHER_SUBGRAPH'],
    ['what is not there', 'subgraph fetch nobody', {}, 'NOT_FOUND'],
    ['a version that never was', 'supergraph rollback --to 99', {}, 'NOT_FOUND'],
    ['who is no operator', 'supergraph rollback', { MILLGATE_HOME: 'other-home' }, 'UNAUTHENTICATED'],
  ] as const)(
    '%s',
    async (_what, args, env, code) => {
      const { status, printed } = await millgate(`${args} --json`, env);

      expect(status).toBe(1);
      expect(JSON.parse(printed)).toMatchObject({ code, mend: expect.any(String) });
    },
    60_000,
  );
});

test('a registry that cannot be asked ends with 3: the same command may do later', async () => {
  expect((await millgate('subgraph list', { REGISTRY_URL: 'http://127.0.0.1:9' })).status).toBe(3);
}, 60_000);

test.each([
  ['subgraph', ['init', 'check', 'publish', 'list', 'fetch', 'delete', 'test', 'quarantine', 'release']],
  ['supergraph', ['compose', 'fetch', 'rollback', 'versions']],
  ['agency', ['request', 'approve', 'members', 'invite', 'join', 'role', 'remove', 'token', 'revoke-token']],
  ['audit', ['verify', 'export']],
])(
  'millgate %s --help says what it does, by which settings, and how it ends',
  async (command, below) => {
    const { printed, status } = await millgate(`${command} --help`);

    expect(status).toBe(0);
    for (const name of below) expect(printed).toMatch(new RegExp(`^  ${name}\\b.*[A-Z]`, 'm'));
    expect(printed).toContain('REGISTRY_URL');
    expect(printed).toContain('1 when it is refused, 3 when the registry cannot be asked');
  },
  60_000,
);

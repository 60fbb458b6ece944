import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RefusalCode, refusalCodes, refusalsPage } from '../src/index.ts';
import { judged, link, refusals } from './support/parks.ts';
import { startTestRegistry, type TestRegistry } from './support/registry.ts';

const codes = Object.keys(refusalCodes) as RefusalCode[];

describe('every code', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/partner-refusals.md'), 'utf8');
  const tests = readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.test.ts') && file !== 'refusals.test.ts')
    .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
    .concat(
      readFileSync(import.meta.filename, 'utf8')
        .split('// What no other test provokes.')
        .at(-1) ?? '',
    )
    .join('\n');

  test.each(codes)('%s stands in the guide with reason and mend, and a test provokes it', (code) => {
    const { reason, mend } = refusalCodes[code];

    expect(page).toContain(`| \`${code}\` | ${reason} | ${mend} |`.replaceAll(/ +/g, ' '));
    expect(reason).toMatch(/^[A-Z@`].*\.$/);
    expect(mend).toMatch(/^[A-Z@`].{8,}[."]$/);
    expect(tests).toMatch(new RegExp(`\\b${code}\\b`));
  });

  test('of the page is one that there is', () => {
    const named = [...page.matchAll(/^\| `([A-Z0-9_]+)`/gm)].map(([, code]) => code);

    expect(named.sort()).toEqual([...codes].sort());
    expect(page).toBe(refusalsPage());
  });
});

// What no other test provokes.
describe('a partner', () => {
  let registry: TestRegistry;
  beforeAll(async () => {
    registry = await startTestRegistry({
      probe: async (url) => {
        if (url.includes(':1')) throw new Error('nobody answers');
        return url.includes(':9') ? ['answers as the schema says: WRONG_TYPE. Came: 7. Answer a text.'] : [];
      },
    });
  }, 120_000);
  afterAll(() => registry.stop());

  const sdl = `${link('key')} type Query { "It." lamp: Int }`;
  const check = async (body: object) => {
    const token = await registry.partner('lamps');
    const answer = await registry.ask<{ code?: string; message?: string; steps?: { findings: object[] }[] }>(
      token,
      'POST',
      '/v1/subgraphs/lamps/check',
      body,
    );
    return { ...answer.body, findings: answer.body.steps?.flatMap(({ findings }) => findings) };
  };

  test.each([
    ['without a schema', { url: 'http://127.0.0.1:9/' }, 'sdl: '],
    ['with something nobody asked for', { sdl, urls: [] }, 'Unrecognized key'],
  ])('who asks %s is told which part is meant: BAD_REQUEST', async (_what, body, message) => {
    expect(await check(body)).toMatchObject({
      code: 'BAD_REQUEST',
      message: expect.stringContaining(message),
    });
  });

  test('whose server answers otherwise than its schema says is told what came: PROBE_FAILED', async () => {
    expect((await check({ sdl, url: 'http://127.0.0.1:9/' })).findings).toEqual([
      expect.objectContaining({
        code: 'PROBE_FAILED',
        message: 'answers as the schema says: WRONG_TYPE. Came: 7. Answer a text.',
      }),
    ]);
  });

  test('whose server does not answer is told so: PROBE_FAILED', async () => {
    expect((await check({ sdl, url: 'http://127.0.0.1:1/' })).findings).toEqual([
      expect.objectContaining({ code: 'PROBE_FAILED', message: 'The server could not be tried: nobody answers' }),
    ]);
  });

  test('who gives no address, and has none yet, is told that nothing was tried: PROBE_NOT_POSSIBLE', async () => {
    expect((await check({ sdl })).findings).toEqual([
      expect.objectContaining({ code: 'PROBE_NOT_POSSIBLE', severity: 'WARNING' }),
    ]);
  });

  test('who tags for nobody is told whom there is: TAG_UNKNOWN', async () => {
    const tagged = `${link('key', 'tag')} type Query { "It." lamp: Int @tag(name: "friends") }`;

    expect(refusals(await judged(tagged))).toEqual(['TAG_UNKNOWN Query.lamp']);
  });
});

import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startGraph, type RunningGraph } from '../support/graph.ts';
import { projectRoot } from '../support/program.ts';

const run = promisify(execFile);
const snippets = join(projectRoot, 'dashboard/src/portal/snippets');

/** What the portal hands to developers, run as it stands, against a graph at another address. */
describe('a snippet of the portal', () => {
  let graph: RunningGraph;
  let folder: string;
  beforeAll(async () => {
    graph = await startGraph('one process');
    // Beside the packages that a developer would have installed.
    folder = await mkdtemp(join(projectRoot, 'test', '.snippets-'));
    for (const name of await readdir(snippets)) {
      const text = await readFile(join(snippets, name), 'utf8');
      expect(text).toContain('http://127.0.0.1:4000');
      await writeFile(join(folder, name), text.replaceAll('http://127.0.0.1:4000', new URL(graph.url).origin));
    }
  }, 120_000);
  afterAll(async () => {
    await graph.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test('for curl prints what the shared canteens have left', async () => {
    const { stdout } = await run('bash', ['curl.sh'], { cwd: folder });

    expect(JSON.parse(stdout)).toMatchObject({
      data: { canteens: { nodes: expect.arrayContaining([expect.objectContaining({ name: expect.any(String) })]) } },
    });
    expect(stdout).not.toContain('"errors"');
  });

  test.each([
    ['fetch', '共享食堂'],
    ['urql', 'Shared Canteen'],
    ['apollo', 'Shared Canteen'],
    ['client', ': '],
  ])('for %s prints canteens or meals, and no warning', async (name, printed) => {
    const typescript = ['--import', join(projectRoot, 'scripts/typescript.mjs')];
    const { stdout, stderr } = await run(process.execPath, [...typescript, `${name}.mjs`], { cwd: folder });

    expect(stdout).toContain(printed);
    expect(stderr.replace(/.*Warning.*\n?/g, '')).toBe('');
  });

  test('for codegen makes types of a document', async () => {
    await writeFile(join(folder, 'own.graphql'), 'query Own { me { id displayName } }');
    const codegen = join(projectRoot, 'node_modules/@graphql-codegen/cli/esm/bin.js');
    // Jest says of itself that it is a test; a developer's shell does not.
    const env = { ...process.env, JEST_WORKER_ID: undefined, NODE_ENV: undefined, NODE_OPTIONS: undefined };
    await run(process.execPath, [codegen, '--config', 'codegen.yml'], { cwd: folder, env }).catch(
      (cause: { stdout?: string }) => {
        throw new Error(cause.stdout);
      },
    );

    expect(existsSync(join(folder, 'generated/graphql.ts'))).toBe(true);
    expect(await readFile(join(folder, 'generated/graphql.ts'), 'utf8')).toContain('export type OwnQuery');
  });
});

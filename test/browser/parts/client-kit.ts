import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../../support/program.ts';
import { clean, type Site } from '../support/site.ts';

const run = promisify(execFile);

/** One document of a front end elsewhere, which installed the package. */
const entry = `import { createClient, errorAt, NotAnswered } from '@millgate/client';
import { DinnersDocument } from '@millgate/client/journeys';

export async function dinners(endpoint: string, on: string): Promise<readonly string[]> {
  const graph = createClient({ endpoint, language: () => 'en' });
  const { data, errors } = await graph.ask(DinnersDocument, { on, first: 3 });
  const meals = data.servings?.nodes ?? [];
  // @ts-expect-error: a dish has a name, and no such field
  void meals[0]?.item.noSuchField;
  // @ts-expect-error: the day is asked for
  void (() => graph.ask(DinnersDocument, { first: 3 }));
  return errorAt(errors, ['servings']) ? [] : meals.map(({ item, remaining }) => \`\${item.name}: \${remaining}\`);
}

export const refusal = (cause: unknown): string => (cause instanceof NotAnswered ? cause.code : 'another');
`;

const settings = {
  compilerOptions: {
    target: 'es2022',
    module: 'esnext',
    moduleResolution: 'bundler',
    lib: ['es2022', 'dom'],
    types: [],
    strict: true,
    noEmit: true,
  },
  files: ['entry.ts'],
};

const bundling = {
  logLevel: 'silent',
  build: { target: 'es2022', lib: { entry: 'entry.ts', formats: ['iife'], name: 'kit', fileName: 'kit' } },
};

/** The package as `npm pack` makes it, used by somebody who has nothing else of the program. */
export const theClientKit = (site: Site) =>
  describe('the front-end kit, packed', () => {
    let project: string;
    beforeAll(async () => {
      // Beside the packages that it depends on, as an installation would put them.
      project = await mkdtemp(join(projectRoot, 'test', '.packed-'));
      const installed = join(project, 'node_modules/@millgate/client');
      await mkdir(installed, { recursive: true });
      const pack = join(projectRoot, 'client/build/pack.mjs');
      const { stdout: tarball } = await run(process.execPath, [pack, project]);
      await run('tar', ['xzf', tarball.trim(), '-C', installed, '--strip-components=1']);
      await writeFile(join(project, 'entry.ts'), entry);
      await writeFile(join(project, 'tsconfig.json'), JSON.stringify(settings));
    }, 240_000);
    afterAll(() => rm(project, { recursive: true, force: true }));

    const bundled = async () => {
      await writeFile(join(project, 'vite.config.mjs'), `export default ${JSON.stringify(bundling)};`);
      await run(process.execPath, [join(projectRoot, 'node_modules/vite/bin/vite.js'), 'build'], { cwd: project });
      return readFile(join(project, 'dist/kit.iife.js'), 'utf8');
    };

    test('carries its types: what a document answers and takes is checked', async () => {
      const tsc = join(projectRoot, 'node_modules/ts7/bin/tsc');
      const { stdout } = await run(process.execPath, [tsc, '-p', project]).catch((cause: { stdout: string }) => cause);

      expect(stdout).toBe('');
    });

    test('costs a page that sends one document little, and asks from it', async () => {
      const code = await bundled();
      const bytes = gzipSync(code).length;
      console.log(`the client with one document: ${code.length} bytes, ${bytes} compressed`);
      expect(bytes).toBeLessThan(3_000);
      // Other documents and live values stay outside.
      expect(code).not.toContain('orderMeal');
      expect(code).not.toContain('text/event-stream');

      const { page, findings } = await site.open('/');
      const meals = await page.evaluate(`${code}; kit.dinners(location.origin + '/graphql', '2026-11-20')`);
      expect(meals).toEqual([
        expect.stringMatching(/^.+: \d+$/),
        expect.stringMatching(/^.+: \d+$/),
        expect.stringMatching(/^.+: \d+$/),
      ]);
      const refused = await page.evaluate(
        `${code}; kit.dinners(location.origin + '/nowhere', '2026-11-20').catch(kit.refusal)`,
      );
      expect(refused).toBe('NOT_FOUND');
      expect({ ...findings, errors: [] }).toEqual(clean);
    });
  });

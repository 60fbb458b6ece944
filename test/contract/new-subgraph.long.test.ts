import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../support/program.ts';
import { copyOfTheProject, runIn } from '../support/project-copy.ts';

describe('npm run new:subgraph', () => {
  let project: string;
  beforeAll(() => {
    project = copyOfTheProject();
  });
  afterAll(() => rmSync(project, { recursive: true, force: true }));

  const run = (command: string, ...args: string[]) => runIn(project, command, ...args);
  const succeeds = { status: 0, output: expect.any(String) };
  const newSubgraph = (...args: string[]) => run('scripts/new-subgraph.mjs', ...args);

  test.each([
    ['no name', [], 'give a name of lower-case letters'],
    ['a name that is no folder', ['Lockers'], 'give a name of lower-case letters'],
    ['a subgraph that exists', ['canteens'], 'services/canteens exists'],
    ['a name without a plural, and no entity', ['mobility'], 'mobility is no plural; name its entity'],
    ['an entity of another subgraph', ['people', 'Worker'], 'the graph has a type Worker'],
    ['a prefix of another’s ids', ['workshops', 'Workshop', 'wrk'], 'ids of another type begin with wrk_'],
  ])('refuses %s, and writes nothing', (_what, args, message) => {
    const { status, output } = newSubgraph(...args);

    expect({ status, output }).toEqual({ status: 1, output: expect.stringContaining(message) });
    expect(readdirSync(join(project, 'services'))).toEqual(readdirSync(join(projectRoot, 'services')));
  });

  test('makes a subgraph that is typed, laid out, in the contract and passes its own tests', () => {
    const faultsBefore = run('cli/bin/millgate.mjs schema check').output;

    expect(newSubgraph('lockers')).toEqual(succeeds);

    const files = readdirSync(join(project, 'services/lockers'), { recursive: true, encoding: 'utf8' });
    expect(files).toContain(join('src', 'locker', 'register-locker.service.ts'));
    const left = files.filter(
      (file) => /\.\w+$/.test(file) && /sample|template|smp_/i.test(text(join('services/lockers', file))),
    );
    expect(left).toEqual([]);
    expect(text('schema/graph.yaml')).toMatch(/^ {2}lockers: http:\/\/127\.0\.0\.1:\d+$/m);
    expect(text('schema/supergraph.graphql')).toContain('registerLocker(');
    expect(text('package-lock.json')).toContain('"services/lockers"');
    expect(run('cli/bin/millgate.mjs schema check').output).toBe(faultsBefore);
    expect(run('node_modules/ts7/bin/tsc --noEmit -p tsconfig.json')).toEqual({ status: 0, output: '' });
    expect(run('node_modules/prettier/bin/prettier.cjs --check services/lockers cli eslint.config.mjs')).toEqual(
      succeeds,
    );
    expect(run('node_modules/vitest/vitest.mjs run services/lockers')).toEqual(succeeds);
  }, 120_000);

  const text = (path: string) => readFileSync(join(project, path), 'utf8');
});

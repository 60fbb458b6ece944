import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { projectRoot } from './program.ts';

/** A copy of the working tree whose dependencies are the ones that are installed here. */
export function copyOfTheProject(): string {
  const copy = mkdtempSync(join(tmpdir(), 'millgate-copy-'));
  const left = new Set(['node_modules', '.git', '.millgate', '.turbo']);
  cpSync(projectRoot, copy, { recursive: true, filter: (path) => !left.has(basename(path)) });
  const installed = join(projectRoot, 'node_modules');
  mkdirSync(join(copy, 'node_modules', '@millgate'), { recursive: true });
  for (const entry of readdirSync(installed)) {
    if (entry !== '@millgate' && entry !== '.cache')
      symlinkSync(join(installed, entry), join(copy, 'node_modules', entry));
  }
  const services = readdirSync(join(copy, 'services')).map((name) => join('services', name));
  for (const workspace of ['cli', 'client', 'dashboard', 'gateway', 'registry', 'schema', 'test', ...services]) {
    const { name } = JSON.parse(readFileSync(join(copy, workspace, 'package.json'), 'utf8')) as { name: string };
    symlinkSync(join(copy, workspace), join(copy, 'node_modules', name));
    const own = join(projectRoot, workspace, 'node_modules');
    if (existsSync(own)) symlinkSync(own, join(copy, workspace, 'node_modules'));
  }
  return copy;
}

/** Runs a program of the copy with Node; its tests start a run of their own, with their own database. */
export function runIn(project: string, command: string, ...args: string[]): { status: number | null; output: string } {
  const ours = /^(VITEST|TEST$|MILLGATE_TEST_)/;
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
  const { status, stdout, stderr } = spawnSync(process.execPath, [...command.split(' '), ...args], {
    cwd: project,
    // What is printed is read by tests.
    env: { ...env, NO_COLOR: '1', FORCE_COLOR: '0' },
  });
  return { status, output: `${stdout.toString()}${stderr.toString()}` };
}

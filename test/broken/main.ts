// `npm run test:broken [-- S1 H5 …]`: takes away, one by one and in a copy of the project, what keeps each invariant, and
// runs the test that has to notice. Fails if one does not, or if something that is taken away is no longer there.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { copyOfTheProject, runIn } from '../support/project-copy.ts';
import { type Break, folderOf } from './break.ts';
import { delivery } from './delivery.ts';
import { housing } from './housing.ts';
import { subsidies } from './subsidies.ts';

const asked = process.argv.slice(2);
const breaks = [...housing, ...subsidies, ...delivery].filter(({ rule }) => asked.length === 0 || asked.includes(rule));
const project = copyOfTheProject();

/**
 * What is taken away together: constraints that tests of one file expect by name, each by a test of its own. One that is
 * gone does not make the test of another fail, and a run for each would take an hour.
 */
function together(all: readonly Break[]): Break[][] {
  const runs: Break[][] = [];
  for (const one of all) {
    const joins = (run: readonly Break[]) =>
      run.every(
        (other) =>
          !other.code &&
          !one.code &&
          other.subgraph === one.subgraph &&
          other.test === one.test &&
          other.title !== one.title &&
          other.test.endsWith('invariants.test.ts'),
      );
    const run = runs.find(joins);
    if (run) run.push(one);
    else runs.push([one]);
  }
  return runs;
}

/** Changes files of the copy; answers how to change them back. */
function take(run: readonly Break[]): () => void {
  const before = new Map<string, string>();
  const edit = (path: string, change: (text: string) => string) => {
    const file = join(project, path);
    const text = readFileSync(file, 'utf8');
    if (!before.has(file)) before.set(file, text);
    const changed = change(text);
    if (changed === text) throw new Error(`there is nothing to take away in ${path}`);
    writeFileSync(file, changed);
  };
  for (const { sql, code = [], ...of } of run) {
    const folder = folderOf(of);
    for (const [path, piece, instead] of code) edit(join(folder, path), (text) => text.replace(piece, () => instead));
    if (!sql) continue;
    const migrations = readdirSync(join(project, folder, 'migrations')).filter((name) => name.startsWith('Migration'));
    const last = join(folder, 'migrations', migrations.toSorted().at(-1) ?? '');
    edit(last, (text) => text.replace(/`\);(?![\s\S]*`\);)/, () => `;\n${sql};\`);`));
  }
  return () => {
    for (const [file, text] of before) writeFileSync(file, text);
  };
}

interface Result {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

/** What the tests of a run’s titles say. */
function results(run: readonly Break[]): readonly Result[] {
  const [first] = run as readonly [Break];
  const file = join(project, 'report.json');
  rmSync(file, { force: true });
  const titles = run.map(({ title }) => title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const path = join(folderOf(first), first.test);
  const vitest = 'node_modules/vitest/vitest.mjs run --project fast --project long --reporter=json';
  const { output } = runIn(project, vitest, path, '-t', titles, `--outputFile=${file}`);
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as { testResults: { assertionResults: Result[] }[] };
    return report.testResults.flatMap(({ assertionResults }) => assertionResults);
  } catch {
    throw new Error(output);
  }
}

/** The first lines of a failure, without colours. */
const firstLines = (message: string): string =>
  stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim())
    .slice(0, 8)
    .join(' ⏎ ')
    .slice(0, 240);

let unnoticed = 0;
try {
  for (const run of together(breaks)) {
    const putBack = take(run);
    const all = results(run);
    putBack();
    for (const { rule, what, test, title } of run) {
      const ours = all.filter(
        ({ fullName, status }) => fullName.includes(title) && ['passed', 'failed'].includes(status),
      );
      const failures = ours.filter(({ status }) => status === 'failed');
      if (ours.length === 0) throw new Error(`no test of ${test} is called “${title}”`);
      if (failures.length === 0) unnoticed += 1;
      const said = failures.length > 0 ? 'noticed  ' : 'UNNOTICED';
      console.log(`${said} ${rule} without ${what}: ${failures.length} of ${ours.length} in ${test}, “${title}”`);
      if (process.env['MILLGATE_LOG'] === 'debug') console.log(firstLines(failures[0]?.failureMessages[0] ?? ''));
    }
  }
} finally {
  rmSync(project, { recursive: true, force: true });
}
console.log(`${breaks.length - unnoticed} of ${breaks.length} were noticed`);
process.exitCode = unnoticed === 0 ? 0 : 1;

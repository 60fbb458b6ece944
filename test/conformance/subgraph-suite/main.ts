// `npm run conformance:subgraph`: the public subgraph compatibility suite against a subgraph made with the kit,
// where it asks for a router through our gateway. Its ports are fixed, so it runs in a network of its own.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot, startProgram, untilHealthy } from '../../support/program.ts';

const expected = 23;
const here = import.meta.dirname;
const installed = join(here, 'suite');
const suite = join(installed, 'node_modules/@apollo/federation-subgraph-compatibility-tests');
const ours = (file: string, ...args: string[]) =>
  startProgram(process.execPath, ['--import', join(projectRoot, 'scripts/typescript.mjs'), join(here, file), ...args], {
    env: { NODE_ENV: 'production' },
  });
const theirs = (name: string) => startProgram(process.execPath, [join(suite, 'dist/subgraphs', name, 'index.js')]);
const answers = (port: number): [string, RequestInit] => [
  `http://localhost:${port}/`,
  { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{__typename}"}' },
];

const jestConfig = JSON.stringify({
  testEnvironment: 'node',
  haste: { retainAllFiles: true },
  testPathIgnorePatterns: [],
  testMatch: ['**/dist/tests/*.test.js'],
  transform: {},
});

async function run(): Promise<number> {
  const programs = [ours('products-server.ts', '4001'), theirs('users'), theirs('inventory')];
  try {
    for (const [index, program] of programs.entries()) await untilHealthy(program, ...answers(4001 + index));
    const gateway = ours('gateway.ts');
    programs.push(gateway);
    await untilHealthy(gateway, ...answers(4000));
    const report = join(mkdtempSync(join(tmpdir(), 'millgate-subgraph-suite-')), 'report.json');
    const jest = join(installed, 'node_modules/jest/bin/jest.js');
    const options = [
      '--ci',
      '--runInBand',
      '--rootDir',
      suite,
      '--json',
      '--outputFile',
      report,
      '--config',
      jestConfig,
    ];
    spawnSync(process.execPath, [jest, ...options], {
      cwd: installed,
      env: { ...process.env, PRODUCTS_URL: 'http://localhost:4001/' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const { numPassedTests: passed, numTotalTests: total } = JSON.parse(readFileSync(report, 'utf8')) as {
      numPassedTests: number;
      numTotalTests: number;
    };
    console.log(`${passed} passed, ${total - passed} failed`);
    return passed === expected && total === expected ? 0 : 1;
  } finally {
    for (const program of programs) await program.stop();
  }
}

if (!existsSync(suite)) {
  execFileSync('npm', ['ci', '--ignore-scripts', '--loglevel=error'], { cwd: installed, stdio: 'inherit' });
}
if (process.env['MILLGATE_OWN_NETWORK'] === undefined && spawnSync('unshare', ['-rn', 'true']).status === 0) {
  const command = `ip link set lo up && exec "$0" "$@"`;
  const { status } = spawnSync(
    'unshare',
    [
      '-rn',
      'sh',
      '-c',
      command,
      process.execPath,
      ...process.execArgv,
      join(projectRoot, 'scripts/run.mjs'),
      process.argv[1] ?? '',
    ],
    {
      stdio: 'inherit',
      env: { ...process.env, MILLGATE_OWN_NETWORK: '1' },
    },
  );
  process.exit(status ?? 1);
}
process.exit(await run());

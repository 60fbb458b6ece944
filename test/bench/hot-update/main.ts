// `npm run bench:hot-update [-- --seconds 60 --updates 20]`: a gateway under a steady load gets new versions of its
// graph; no request may fail, and the slowest hundredth may take at most half as long again as before.
import { execFileSync, fork } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Pool } from 'undici';
import { freePort, projectRoot, startProgram, untilHealthy } from '../../support/program.ts';
import { shapes } from '../gateway/shapes.ts';
import { supergraphOf } from '../gateway/world.ts';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    updates: { type: 'string', default: '20' },
    rate: { type: 'string', default: '100' },
  },
});
const loader = ['--import', join(projectRoot, 'scripts/typescript.mjs')];
const onCore = (core: number, pid: number) => execFileSync('taskset', ['-a', '-p', '-c', String(core), String(pid)]);

interface Phase {
  readonly took: number[];
  readonly failures: string[];
}

/** A steady stream of requests, whether or not the earlier ones have been answered: waiting counts as time. */
async function stream(address: string, ms: number): Promise<Phase> {
  const pool = new Pool(address, { connections: 128, pipelining: 1 });
  const [deep, hops] = shapes.map(({ query, variables }) => JSON.stringify({ query, variables }));
  const phase: Phase = { took: [], failures: [] };
  const pending: Promise<void>[] = [];
  const one = async (body: string | undefined) => {
    const start = performance.now();
    try {
      const headers = { 'content-type': 'application/json', accept: 'application/json' };
      const response = await pool.request({ method: 'POST', path: '/graphql', headers, body: body ?? null });
      const text = await response.body.text();
      if (response.statusCode !== 200 || text.includes('"errors"')) phase.failures.push(text.slice(0, 200));
    } catch (error) {
      phase.failures.push(String(error));
    }
    phase.took.push(performance.now() - start);
  };
  const start = performance.now();
  const interval = 1000 / Number(values.rate);
  for (let nth = 0; nth * interval < ms; nth++) {
    const due = start + nth * interval - performance.now();
    if (due > 0) await sleep(due);
    pending.push(one(nth % 10 === 0 ? deep : hops));
  }
  await Promise.all(pending);
  await pool.close();
  return phase;
}

const quantile = (took: readonly number[], q: number) => {
  const sorted = [...took].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
};
const print = (name: string, { took, failures }: Phase) => {
  const [p50, p99, max] = [0.5, 0.99, 1].map((q) => quantile(took, q).toFixed(1));
  console.log(`${name}: ${took.length} requests, ${failures.length} failed, p50 ${p50}, p99 ${p99}, max ${max} ms`);
};

const folder = mkdtempSync(join(tmpdir(), 'millgate-hot-update-'));
const subgraphsPort = await freePort();
const address = `http://127.0.0.1:${subgraphsPort}`;
const file = (version: number) => {
  const path = join(folder, `supergraph-${version}.graphql`);
  writeFileSync(path, supergraphOf(address, version ? `\nextend type Query { version${version}: Int }` : ''));
  return path;
};
const versions = Array.from({ length: Number(values.updates) + 1 }, (_, version) => file(version));

const subgraphs = startProgram(
  process.execPath,
  [...loader, join(projectRoot, 'test/bench/gateway/subgraphs.ts'), String(subgraphsPort)],
  { core: 0, env: { NODE_ENV: 'production' } },
);
await untilHealthy(subgraphs, `${address}/fetches`);
const port = await freePort();
const gateway = fork(join(import.meta.dirname, 'gateway.ts'), [String(port), versions[0] ?? ''], {
  execArgv: loader,
  env: { ...process.env, NODE_ENV: 'production' },
});
const url = `http://127.0.0.1:${port}`;
for (
  let tries = 0;
  tries < 200 &&
  !(await fetch(`${url}/health`).then(
    ({ ok }) => ok,
    () => false,
  ));
  tries++
)
  await sleep(50);
onCore(1, gateway.pid ?? 0);
onCore(0, process.pid);

const totalMs = Number(values.seconds) * 1000;
await stream(url, Math.min(10_000, totalMs / 2));
const before = await stream(url, totalMs / 3);
print('before', before);

const pauses: number[] = [];
gateway.on('message', (ms) => pauses.push(Number(ms)));
const running = stream(url, totalMs);
for (const version of versions.slice(1)) {
  await sleep(totalMs / versions.length);
  gateway.send(version);
}
const during = await running;
gateway.send('');
await sleep(500);
print('during', during);
for (const failure of [...new Set(during.failures)].slice(0, 5)) console.log(`  ${failure}`);
const offered = await (
  await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"{ __type(name: \\"Query\\") { fields { name } } }"}',
  })
).text();
const arrived = offered.includes(`version${values.updates}"`);
const ratio = quantile(during.took, 0.99) / quantile(before.took, 0.99);
// The first message closes the time before the first update.
const longest = Math.max(...pauses.slice(1));
console.log(
  `the last version is ${arrived ? '' : 'NOT '}in service; longest pause of the event loop ${longest.toFixed(0)} ms`,
);
console.log(`p99 during the updates is ${ratio.toFixed(2)} × of before (goal: at most 1.5 ×)`);

gateway.kill();
await subgraphs.stop();
process.exit(during.failures.length === 0 && arrived && ratio <= 1.5 ? 0 : 1);

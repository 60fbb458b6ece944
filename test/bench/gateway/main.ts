// `npm run bench:gateway [-- --quick] [--peer NAME]… [--shape NAME]… [--callers N]`
// One gateway after the other on a core of its own; the subgraphs and the callers share the other core.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { freePort, projectRoot, startProgram, untilHealthy } from '../../support/program.ts';
import { cpuMs, peakRssMiB } from './cpu.ts';
import { ask, drive } from './load.ts';
import { type Peer, peers, peersInstalled } from './peers.ts';
import { type Row, table } from './report.ts';
import { type Shape, shapes } from './shapes.ts';
import { expectedAnswer, supergraphOf } from './world.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    peer: { type: 'string', multiple: true },
    shape: { type: 'string', multiple: true },
    callers: { type: 'string', default: '8' },
    seconds: { type: 'string' },
  },
});

const gatewayCore = 1;
const otherCore = 0;
const callers = Number(values.callers);
const measureMs = Number(values.seconds ?? (values.quick ? 3 : 12)) * 1000;
const warmMs = values.quick ? 3_000 : 8_000;
const node = [process.execPath, '--import', join(projectRoot, 'scripts/typescript.mjs')] as const;

/** What is compared is the data, whatever the order of its keys; gateways that fail are reported, not measured. */
const same = (got: string, expected: string) =>
  isDeepStrictEqual((JSON.parse(got) as { data: unknown }).data, (JSON.parse(expected) as { data: unknown }).data);

async function measure(peer: Peer, wanted: readonly Shape[], subgraphsAddress: string, file: string): Promise<Row[]> {
  const fetches = async () => Number(await (await fetch(`${subgraphsAddress}/fetches`)).text());
  const rows: Row[] = [];
  for (const shape of wanted) {
    // A process of its own for every shape, so that one shape's garbage and shapes do not slow the next.
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    const program = await peer.start({ supergraphFile: file, subgraphsAddress, port, core: gatewayCore });
    try {
      await untilHealthy(program, `${address}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"query":"{__typename}"}',
      }).catch(() => untilHealthy(program, `${address}/health`, {}, 1_000));
      if (!same(await ask(address, shape), await expectedAnswer(shape))) throw new Error('a wrong answer');
      await drive(address, shape, callers, warmMs);
      const before = { cpu: cpuMs(program.pid), fetches: await fetches() };
      const load = await drive(address, shape, callers, measureMs);
      rows.push({
        peer: peer.name,
        shape: shape.name,
        ...load,
        cpuMs: (cpuMs(program.pid) - before.cpu) / load.requests,
        fetches: ((await fetches()) - before.fetches) / load.requests,
        peakMiB: peakRssMiB(program.pid),
      });
    } catch (error) {
      console.error(`${peer.name}, ${shape.name}: ${String(error)}\n${program.output().slice(-1_500)}`);
    } finally {
      await program.stop();
    }
    const last = rows.at(-1);
    if (last?.shape === shape.name) console.error(`${peer.name} ${shape.name}: ${last.cpuMs.toFixed(2)} ms CPU`);
  }
  return rows;
}

async function main(): Promise<void> {
  if (availableParallelism() < 2) throw new Error('two cores are needed');
  const chosen = peers.filter(({ name }) => !values.peer || values.peer.includes(name));
  const foreign = chosen.some(({ name }) => name.startsWith('hive') || name === 'grafbase');
  if (foreign && !peersInstalled()) {
    console.error('installing the peers once…');
    execFileSync('npm', ['ci', '--loglevel=error'], { cwd: join(projectRoot, 'test/bench/peers'), stdio: 'inherit' });
  }
  const folder = mkdtempSync(join(tmpdir(), 'millgate-bench-'));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const file = join(folder, 'supergraph.graphql');
  writeFileSync(file, supergraphOf(address));
  // The callers are this process: keep it off the gateway's core.
  if (existsSync('/usr/bin/taskset'))
    execFileSync('taskset', ['-a', '-p', '-c', String(otherCore), String(process.pid)]);
  const [command, ...args] = node;
  const subgraphs = startProgram(command, [...args, join(import.meta.dirname, 'subgraphs.ts'), String(port)], {
    core: otherCore,
    env: { NODE_ENV: 'production' },
  });
  await untilHealthy(subgraphs, `${address}/fetches`);
  const wanted = shapes.filter(({ name }) => !values.shape || values.shape.includes(name));
  for (const shape of wanted) console.log(`${shape.name}: ${(await expectedAnswer(shape)).length} bytes of answer`);
  const rows: Row[] = [];
  for (const peer of chosen) rows.push(...(await measure(peer, wanted, address, file)));
  await subgraphs.stop();
  console.log(table(rows));
}

await main();
process.exit(0);

// `npm run bench:import [-- --workers 100000]`
// A spreadsheet of so many workers, judged, written and judged again by the command, as somebody types it, against the whole
// graph in one process with the database that it brings along, its rates included.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { writeTable } from '@millgate/cli';
import { communityId, enterprises } from '@millgate/demo';
import { residentIdCheckCharacter } from '../../../services/community/src/worker/resident-id.rules.ts';
import { freePort, projectRoot, startProgram, untilHealthy } from '../../support/program.ts';
import { cpuMs } from '../gateway/cpu.ts';

const { values } = parseArgs({ options: { workers: { type: 'string', default: '100000' } } });
const workers = Number(values.workers);

const home = mkdtempSync(join(tmpdir(), 'millgate-import-'));
// As root the database runs as another user, who must be able to enter.
chmodSync(home, 0o755);
const file = join(home, 'workers.xlsx');
const port = await freePort();
const command = join(projectRoot, 'cli/bin/millgate.mjs');
const env = { ...process.env, NODE_ENV: 'production', MILLGATE_HOME: home, PORT: String(port), DATABASE_URL: '' };
const program = startProgram(process.execPath, [command, 'start'], { env });

try {
  await untilHealthy(program, `http://127.0.0.1:${port}/ready`);
  await writeTable(rows(), file);
  console.log(
    `${workers} workers in ${(statSync(file).size / 2 ** 20).toFixed(1)} MiB of XLSX; ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`,
  );
  console.log('| sent | what came of it | seconds | CPU s of the graph | CPU s of the command | progress told |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  await send('judged, then written', '--commit');
  await send('judged again');
} finally {
  await program.stop();
  rmSync(home, { recursive: true, force: true });
}

/** Born on some day of a quarter of a century, each with a number of their own; every other one has a job. */
async function* rows(): AsyncGenerator<string[]> {
  const uscc = enterprises.find(({ key }) => key === 'zhenzhi')?.uscc ?? '';
  yield ['姓名', '身份证号', '手机号', '统一社会信用代码', '岗位', '入职日期'];
  for (let no = 0; no < workers; no += 1) {
    const born = new Date(Date.UTC(1975, 0, 1 + (no % 9_000))).toISOString().slice(0, 10).replaceAll('-', '');
    const body = `999999${born}${String(700 + Math.floor(no / 9_000)).padStart(3, '0')}`;
    const family = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨'.charAt(no % 16);
    const given =
      '晓岚子衡星野文博雨桐浩然'.charAt(no % 12) + '明华强敏静磊洋艳勇杰娟涛'.charAt(Math.floor(no / 16) % 12);
    const job = no % 2 === 0 ? [uscc, '操作工', '2026-11-01'] : ['', '', ''];
    yield [family + given, body + residentIdCheckCharacter(body), `139${String(10_000_000 + no)}`, ...job];
  }
}

async function send(what: string, ...options: string[]): Promise<void> {
  const [start, before] = [performance.now(), cpuMs(program.pid)];
  const child = spawn(
    process.execPath,
    [
      ...[command, 'import', 'workers', file, '--community', communityId('lingfeng'), '--as', 'registrar'],
      ...['--url', `http://127.0.0.1:${port}/graphql`, ...options],
    ],
    { env, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let [said, told, spent] = ['', 0, 0];
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => {
    told += chunk.toString().split('\r').length - 1;
    if (child.pid !== undefined) spent = cpuMs(child.pid);
  });
  await new Promise((resolve) => child.on('close', resolve));
  const seconds = (millis: number) => (millis / 1_000).toFixed(1);
  console.log(
    `| ${what} | ${said.trim().split('\n').at(-1)} | ${seconds(performance.now() - start)} | ${seconds(cpuMs(program.pid) - before)} | ${seconds(spent)} | ${told} times |`,
  );
}

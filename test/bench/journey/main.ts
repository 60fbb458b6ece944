// `npm run bench:journey [-- --quick] [--arrangement "one process"|processes|"canteens alone"] [--journey TEXT] [--profiles FOLDER]`
// What a request costs the program: processor time from /proc (Linux only), SQL statements, and where the time goes.
import { mkdirSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { driveCalls } from '../gateway/load.ts';
import { type Arrangement, arrangements, type Part, type Running, startArrangement } from './arrangements.ts';
import { healthCall, type Journey, journeys } from './journeys.ts';
import { monotonicMicros, selfTimeByOwner, type Span } from './profile.ts';
import { profileOf, type Row, table } from './report.ts';
import { createWorld, type World } from './world.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    arrangement: { type: 'string' },
    journey: { type: 'string' },
    profiles: { type: 'string' },
    callers: { type: 'string', default: '4' },
  },
});

const callers = Number(values.callers);
const rounds = values.quick ? 3 : 7;
const roundMs = values.quick ? 1_500 : 3_000;
const healthMs = values.quick ? 500 : 1_000;
const warmMs = values.quick ? 3_000 : 8_000;
const counted = 20;

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? NaN;

/** A cold process on a busy machine may answer too late; only what is measured must be right. */
const warmUp = (address: string, { next }: Journey) =>
  driveCalls(address, async () => ({ ...(await next()), objection: () => undefined }), callers, warmMs);

async function cost(
  parts: readonly Part[],
  address: string,
  next: Journey['next'],
  ms: number,
  database: () => number,
) {
  const spent = () => parts.reduce((sum, part) => sum + part.cpuMs(), 0);
  const before = { ours: spent(), database: database() };
  const load = await driveCalls(address, next, callers, ms);
  return {
    ...load,
    cpuMs: (spent() - before.ours) / load.requests,
    databaseCpuMs: (database() - before.database) / load.requests,
  };
}

async function measure(
  running: Running,
  journey: Journey,
  world: World,
): Promise<Omit<Row, 'profile' | 'arrangement'>> {
  const { front, all } = running;
  await warmUp(front.address, journey);
  await driveCalls(front.address, healthCall, callers, healthMs);
  const measured: Awaited<ReturnType<typeof cost>>[] = [];
  const health: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    measured.push(await cost(all, front.address, journey.next, roundMs, world.databaseCpuMs));
    health.push((await cost([front], front.address, healthCall, healthMs, world.databaseCpuMs)).cpuMs);
  }
  const sent = await world.statementsOf(() => driveCalls(front.address, journey.next, 1, 60_000, counted));
  const costs = measured.map((one) => one.cpuMs);
  return {
    journey: journey.name,
    cpuMs: median(costs),
    between: [Math.min(...costs), Math.max(...costs)],
    databaseCpuMs: median(measured.map((one) => one.databaseCpuMs)),
    healthCpuMs: median(health),
    p50: median(measured.map((one) => one.p50)),
    requests: measured.reduce((sum, { requests }) => sum + requests, 0),
    statements: Object.fromEntries(Object.entries(sent).map(([name, calls]) => [name, calls / counted])),
  };
}

/** The same again in processes that sample themselves: what they cost then is not reported. */
async function profiles(arrangement: Arrangement, wanted: readonly Journey[], world: World) {
  const folder = join(values.profiles ?? world.home, arrangement.replaceAll(' ', '-'));
  mkdirSync(folder, { recursive: true });
  const running = await startArrangement(arrangement, world, folder);
  const spans = new Map<Journey, { span: Span; files: string[] }>();
  try {
    for (const journey of wanted) {
      const { front, all } = running;
      await warmUp(front.address, journey);
      const from = monotonicMicros();
      await driveCalls(front.address, journey.next, callers, roundMs);
      const files = all.map(({ name }) => join(folder, `${name}.cpuprofile`));
      spans.set(journey, { span: { from, until: monotonicMicros() }, files });
    }
  } finally {
    await running.stop();
  }
  return (journey: Journey) => {
    const taken = spans.get(journey);
    return taken ? selfTimeByOwner(taken.files, taken.span) : new Map<string, number>();
  };
}

async function inArrangement(arrangement: Arrangement, world: World, all: readonly Journey[]): Promise<Row[]> {
  const rows: Omit<Row, 'profile'>[] = [];
  const wanted = all.filter(
    ({ name, alone }) => name.includes(values.journey ?? '') && alone === (arrangement === 'canteens alone'),
  );
  if (wanted.length === 0) return [];
  const running = await startArrangement(arrangement, world);
  try {
    for (const journey of wanted) {
      rows.push({ arrangement, ...(await measure(running, journey, world)) });
      console.error(`${arrangement}, ${journey.name}: ${rows.at(-1)?.cpuMs.toFixed(2)} ms CPU`);
    }
  } finally {
    await running.stop();
  }
  const profileFor = await profiles(arrangement, wanted, world);
  return rows.map((row, index) => ({ ...row, profile: profileFor(wanted[index] as Journey) }));
}

async function main(): Promise<void> {
  if (process.platform !== 'linux') throw new Error('processor time is read from /proc: this runs on Linux only');
  const world = await createWorld();
  try {
    const all = journeys(world.home);
    const rows: Row[] = [];
    for (const arrangement of arrangements)
      if ((values.arrangement ?? arrangement) === arrangement)
        rows.push(...(await inArrangement(arrangement, world, all)));
    console.log(
      `${callers} callers, ${rounds} rounds of ${roundMs} ms, medians; load of the machine ${loadavg()[0]?.toFixed(1)}`,
    );
    console.log(table(rows));
    for (const row of rows) console.log(profileOf(row));
  } finally {
    await world.stop();
  }
}

await main();
process.exit(0);

// `npm run bench:rush [-- --workers 3000] [--at-once 400] [--peak-ms 1000] [--seconds 60] [--profiles FOLDER]`
// Three thousand workers, three hundred meals: the whole graph in one process, with the database that it brings along.
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { bulkWorker, demoId, persona } from '@millgate/demo';
import {
  claimsOf,
  dayOf,
  graphAudience,
  instantAt,
  issueToken,
  keysIn,
  type RoleGrant,
  systemClock,
} from '@millgate/kit';
import { Pool } from 'undici';
import { freePort, projectRoot, startProgram, untilHealthy } from '../../support/program.ts';
import { cpuMsByPid, cpuMsSince } from '../gateway/cpu.ts';
import { monotonicMicros, selfTimeByOwner, type Span } from '../journey/profile.ts';
import type { Look } from './bystander.ts';
import { startBystander } from './start-bystander.ts';
import { quantile, spread } from './waits.ts';

const { values } = parseArgs({
  options: {
    workers: { type: 'string', default: '3000' },
    'at-once': { type: 'string', default: '400' },
    'peak-ms': { type: 'string', default: '1000' },
    seconds: { type: 'string', default: '60' },
    'bystander-seconds': { type: 'string', default: '20' },
    profiles: { type: 'string' },
  },
});
const workers = Number(values.workers);
/** So many press within a second at half past five; the others one by one, and in vain, until the time is over. */
const atOnce = Number(values['at-once']);
const peakMs = Number(values['peak-ms']);
const rushMs = Number(values.seconds) * 1_000;
const calmMs = Number(values['bystander-seconds']) * 1_000;
/** So long the graph is in use before anything is measured. */
const warmMs = 12_000;
/** A dashboard that looks at something else, so often. */
const bystanderEveryMs = 50;
/** It is so many people's: each has a rate of her own, as the workers have. */
const bystanders = 20;

/** The peak, and all of the rush. */
const spans: { readonly name: string; readonly span: Span }[] = [];

const home = mkdtempSync(join(tmpdir(), 'millgate-rush-'));
// As root the database runs as another user, who must be able to enter.
chmodSync(home, 0o755);
const port = await freePort();
const profiling = values.profiles ? ['--cpu-prof', '--cpu-prof-dir', values.profiles] : [];
const program = startProgram(process.execPath, [...profiling, join(projectRoot, 'cli/bin/millgate.mjs'), 'start'], {
  env: { NODE_ENV: 'production', MILLGATE_HOME: home, PORT: String(port), DATABASE_URL: '' },
});
const address = `http://127.0.0.1:${port}`;

function tellWhereTimeWent(folder: string): void {
  const files = readdirSync(folder).map((name) => join(folder, name));
  for (const { name, span } of spans) {
    const owners = [...selfTimeByOwner(files, span)].toSorted(([, a], [, b]) => b - a).slice(0, 14);
    console.log(`${name}: ${owners.map(([owner, ms]) => `${owner} ${ms.toFixed(0)} ms`).join(', ')}`);
  }
}

interface Answer {
  readonly ms: number;
  readonly text: string;
}

async function rush(): Promise<void> {
  const keys = keysIn(join(home, 'keys'));
  const tokenOf = (id: string, roles: readonly RoleGrant[]) =>
    issueToken(keys, systemClock, {
      signer: 'issuer',
      audience: graphAudience,
      lifetimeSeconds: 3_600,
      claims: claimsOf({ kind: 'PERSON', id, roles }),
    });
  const today = dayOf(systemClock.now());
  const dinnerTime = instantAt(today, '17:30').toISOString();
  const headersOf = (token: string) => ({
    'content-type': 'application/json',
    authorization: `Bearer ${token}`,
    'millgate-now': dinnerTime,
  });
  const pool = new Pool(address, { connections: 512, pipelining: 1 });
  const ask = async (token: string, query: string, variables: object = {}, of = pool): Promise<Answer> => {
    const start = performance.now();
    const headers = headersOf(token);
    const { body } = await of.request({
      ...{ method: 'POST', path: '/graphql', headers, body: JSON.stringify({ query, variables }) },
    });
    const text = await body.text();
    return { ms: performance.now() - start, text };
  };

  const tokens = await Promise.all(
    Array.from({ length: workers }, (_, index) => {
      const { id } = bulkWorker(index);
      return tokenOf(id, [{ role: 'WORKER', scope: id }]);
    }),
  );
  const { roles, id } = persona('canteen');
  const staff = await tokenOf(id, roles);
  const managers = await Promise.all(
    Array.from({ length: bystanders }, (_, index) => tokenOf(demoId('acc', `bystander-${index}`), roles)),
  );
  const tonight = `{ canteen(id: "${demoId('can', 'guangmo')}") { servings(on: "${today}", period: DINNER, first: 1) { nodes { id planned sold remaining } } } }`;
  const serving = async () => {
    const { text } = await ask(staff, tonight);
    return (JSON.parse(text) as Tonight).data.canteen.servings.nodes[0];
  };
  const before = await serving();
  const order =
    'mutation($input: OrderMealInput!) { orderMeal(input: $input) { order { id pickupCode } userErrors { code remaining } } }';
  const elsewhere = '{ properties(first: 20) { nodes { name kind units(first: 5) { nodes { no areaM2 } } } } }';
  const press = (of: Pool) =>
    Promise.all(
      tokens.map(async (token, index) => {
        await sleep(pressedAt(index));
        const looked = await ask(token, tonight, {}, of);
        const input = { idempotencyKey: 'rush', servingId: before?.id, quantity: 1 };
        const ordered = await ask(token, order, { input }, of);
        return { looked, ordered, heardAt: monotonicMicros() };
      }),
    );

  const bystander = startBystander({
    ...{ address, headers: managers.map(headersOf), query: elsewhere, everyMs: bystanderEveryMs },
  });
  /** What she waits while something is done, and what that costs. */
  const during = async <T>(what: () => Promise<T>) => {
    const from = monotonicMicros();
    const [graph, callers] = [cpuMsByPid(program.pid), process.cpuUsage()];
    const result = await what();
    const { looks, failed } = await bystander.measured();
    if (failed[0]) console.log(`${failed.length} of ${looks.length} looks were not answered: ${failed[0]}`);
    const { user, system } = process.cpuUsage(callers);
    const span = { from, until: monotonicMicros() };
    return { result, looks, span, graphMs: cpuMsSince(program.pid, graph), callersMs: (user + system) / 1_000 };
  };
  // Code that was never run is slower than any crowd: whoever is compared with is compared with a graph in use.
  await Promise.all(
    tokens.slice(0, 400).map(async (token, index) => {
      await sleep((warmMs * index) / 400);
      await ask(token, tonight);
    }),
  );
  // Of a graph that has just started one part may be late.
  await bystander.measured();
  const calm = await during(() => sleep(calmMs));
  const idlePort = await freePort();
  const idle = startProgram(process.execPath, [join(import.meta.dirname, 'nothing.ts'), String(idlePort)]);
  await untilHealthy(idle, `http://127.0.0.1:${idlePort}`);
  const elsewherePressed = new Pool(`http://127.0.0.1:${idlePort}`, { connections: 512, pipelining: 1 });
  const control = await during(() => press(elsewherePressed));
  await elsewherePressed.close();
  await idle.stop();
  const rushed = await during(() => press(pool));
  await bystander.end();
  const { result: answers, span } = rushed;
  /** Until the last of those who pressed first has heard. */
  const peak = { from: span.from, until: Math.max(...answers.slice(0, atOnce).map(({ heardAt }) => heardAt)) };
  spans.push({ name: 'processor time of the peak', span: peak }, { name: 'processor time of the rush', span });

  const outcomes = Object.groupBy(answers, ({ ordered }) => outcomeOf(ordered.text));
  const after = await serving();
  await pool.close();
  const sold = outcomes['SOLD']?.length ?? 0;
  const counts = Object.entries(outcomes).map(([outcome, list]) => `${outcome} ${list?.length}`);
  const seconds = ({ from, until }: Span) => ((until - from) / 1e6).toFixed(1);
  console.log(
    `${workers} workers, ${atOnce} of them within ${peakMs} ms, ${before?.remaining} meals, ${seconds(span)} s; one process, its own database`,
  );
  console.log(
    `${availableParallelism()} cores shared with the callers, load of the machine ${loadavg()[0]?.toFixed(1)}`,
  );
  console.log(`outcomes: ${counts.join(', ')}; the serving says ${after?.sold} sold, ${after?.remaining} left`);
  const decided = answers.map(({ ordered }) => ordered.ms);
  console.log(`of the ${atOnce} who press first, decided: ${spread(decided.slice(0, atOnce))}`);
  console.log(`of all ${workers}, decided: ${spread(decided)}`);
  console.log(`what is left is read: ${spread(answers.map(({ looked }) => looked.ms))}`);
  const cost = rushed.graphMs - (calm.graphMs * (span.until - span.from)) / (calm.span.until - calm.span.from);
  console.log(
    `processor time, database included and the bystander’s not: ${(cost / 1000).toFixed(1)} s; ${((workers * 1000) / cost).toFixed(0)} orders decided per second of it, each after a look at what is left`,
  );
  const cpu = ({ graphMs, callersMs, span: { from, until } }: Pick<typeof calm, 'graphMs' | 'callersMs' | 'span'>) =>
    `graph ${((graphMs * 1e5) / (until - from)).toFixed(0)} % of a core, callers ${((callersMs * 1e5) / (until - from)).toFixed(0)} %`;
  const waits = (looks: readonly Look[]) => looks.map(([, waited]) => waited);
  const [inPeak = [], later = []] = [true, false].map((wanted) =>
    waits(rushed.looks.filter(([at]) => at * 1_000 < peak.until === wanted)),
  );
  console.log(`bystander while nobody else is there: ${spread(waits(calm.looks))}; ${cpu(calm)}`);
  console.log(`bystander while as many press elsewhere, at nothing: ${spread(waits(control.looks))}; ${cpu(control)}`);
  console.log(`bystander in the rush: ${spread(waits(rushed.looks))}; ${cpu(rushed)}`);
  console.log(`… until all who pressed first had heard, ${seconds(peak)} s: ${spread(inPeak)}`);
  console.log(`… after it: ${spread(later)}`);
  const slower = (than: readonly Look[], q: number, now = waits(rushed.looks)) =>
    `${((quantile(now, q) / quantile(waits(than), q) - 1) * 100).toFixed(0)} %`;
  console.log(
    `bystander slower than while as many press elsewhere: ${slower(control.looks, 0.5)} in the median, ${slower(control.looks, 0.99)} in the slowest hundredth; after the peak ${slower(control.looks, 0.5, later)} and ${slower(control.looks, 0.99, later)}`,
  );
  console.log(
    `bystander slower than while nobody is there: ${slower(calm.looks, 0.5)} in the median, ${slower(calm.looks, 0.99)} in the slowest hundredth`,
  );
  if (sold !== before?.remaining || after?.sold !== before.sold + sold || after.remaining !== 0)
    throw new Error('what was sold is not what was cooked');
  if ((outcomes['SOLD_OUT']?.length ?? 0) !== workers - sold) throw new Error('somebody was not told');
}

/** The peak at the opening, then the others evenly. */
const pressedAt = (index: number): number =>
  index < atOnce
    ? (peakMs * index) / atOnce
    : peakMs + ((rushMs - peakMs) * (index - atOnce)) / Math.max(1, workers - atOnce);

interface Tonight {
  readonly data: {
    readonly canteen: {
      readonly servings: {
        readonly nodes: readonly { id: string; planned: number; sold: number; remaining: number }[];
      };
    };
  };
}

function outcomeOf(text: string): string {
  const { data, errors } = JSON.parse(text) as {
    data?: { orderMeal?: { order: object | null; userErrors: { code: string }[] } };
    errors?: { extensions?: { code?: string } }[];
  };
  if (data?.orderMeal?.order) return 'SOLD';
  return data?.orderMeal?.userErrors[0]?.code ?? errors?.[0]?.extensions?.code ?? 'UNANSWERED';
}

try {
  await untilHealthy(program, `${address}/ready`, undefined, 180_000);
  await rush();
} finally {
  await program.stop();
  if (values.profiles) tellWhereTimeWent(values.profiles);
  rmSync(home, { recursive: true, force: true });
}

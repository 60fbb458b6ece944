// `npm run bench:rush [-- --workers 3000] [--seconds 60] [--bystander-seconds 10]`
// Three thousand workers, three hundred meals: the whole graph in one process, with the database that it brings along.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
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
import { cpuMs } from '../gateway/cpu.ts';

const { values } = parseArgs({
  options: {
    workers: { type: 'string', default: '3000' },
    'at-once': { type: 'string', default: '400' },
    seconds: { type: 'string', default: '60' },
    'bystander-seconds': { type: 'string', default: '10' },
  },
});
const workers = Number(values.workers);
/** So many press at half past five; the others come one by one, and mostly in vain, until the time is over. */
const atOnce = Number(values['at-once']);
const rushMs = Number(values.seconds) * 1_000;
const calmMs = Number(values['bystander-seconds']) * 1_000;
/** A dashboard that looks at something else, so often. */
const bystanderEveryMs = 50;
/** It is so many people's: each has a rate of her own, as the workers have. */
const bystanders = 20;

const home = mkdtempSync(join(tmpdir(), 'millgate-rush-'));
// As root the database runs as another user, who must be able to enter.
chmodSync(home, 0o755);
const port = await freePort();
const program = startProgram(process.execPath, [join(projectRoot, 'cli/bin/millgate.mjs'), 'start'], {
  env: { NODE_ENV: 'production', MILLGATE_HOME: home, PORT: String(port), DATABASE_URL: '' },
});
const address = `http://127.0.0.1:${port}`;

try {
  await untilHealthy(program, `${address}/ready`);
  await rush();
} finally {
  await program.stop();
  rmSync(home, { recursive: true, force: true });
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
  const pool = new Pool(address, { connections: 512, pipelining: 1 });
  const ask = async (token: string, query: string, variables: object = {}): Promise<Answer> => {
    const start = performance.now();
    const { body } = await pool.request({
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'millgate-now': dinnerTime },
      body: JSON.stringify({ query, variables }),
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

  const bystand = async (until: () => boolean): Promise<number[]> => {
    const took: number[] = [];
    while (!until()) {
      const { ms, text } = await ask(managers[took.length % bystanders] ?? staff, elsewhere);
      if (!text.includes('"properties":{')) throw new Error(`the bystander was not answered: ${text.slice(0, 300)}`);
      took.push(ms);
      await sleep(bystanderEveryMs);
    }
    return took;
  };
  const until = (at: number) => () => performance.now() > at;
  await bystand(until(performance.now() + 3_000));
  const calm = await bystand(until(performance.now() + calmMs));

  const spentBefore = cpuMs(program.pid);
  const started = performance.now();
  let over = false;
  const bystander = bystand(() => over);
  const answers = await Promise.all(
    tokens.map(async (token, index) => {
      const later = (rushMs * (index - atOnce)) / (workers - atOnce);
      await sleep(Math.max(0, later));
      const looked = await ask(token, tonight);
      const input = { idempotencyKey: 'rush', servingId: before?.id, quantity: 1 };
      return { looked, ordered: await ask(token, order, { input }) };
    }),
  );
  over = true;
  const meanwhile = await bystander;
  const wall = performance.now() - started;
  const spent = cpuMs(program.pid) - spentBefore;

  const outcomes = Object.groupBy(answers, ({ ordered }) => outcomeOf(ordered.text));
  const after = await serving();
  await pool.close();
  const sold = outcomes['SOLD']?.length ?? 0;
  const counts = Object.entries(outcomes).map(([outcome, list]) => `${outcome} ${list?.length}`);
  console.log(
    `${workers} workers, ${atOnce} of them at once, ${before?.remaining} meals, ${(wall / 1000).toFixed(0)} s; one process, its own database`,
  );
  console.log(
    `${availableParallelism()} cores shared with the callers, load of the machine ${loadavg()[0]?.toFixed(1)}`,
  );
  console.log(`outcomes: ${counts.join(', ')}; the serving says ${after?.sold} sold, ${after?.remaining} left`);
  const decided = answers.map(({ ordered }) => ordered.ms);
  console.log(`of the ${atOnce} who press at once, decided: ${spread(decided.slice(0, atOnce))}`);
  console.log(`of all ${workers}, decided: ${spread(decided)}`);
  console.log(`what is left is read: ${spread(answers.map(({ looked }) => looked.ms))}`);
  console.log(
    `processor time, database included: ${(spent / 1000).toFixed(1)} s; ${((workers * 1000) / spent).toFixed(0)} orders decided per second of it, each after a look at what is left`,
  );
  console.log(`bystander before: ${spread(calm)}`);
  console.log(`bystander meanwhile: ${spread(meanwhile)}`);
  const slower = (q: number) => `${((quantile(meanwhile, q) / quantile(calm, q) - 1) * 100).toFixed(0)} %`;
  console.log(`bystander slower by: ${slower(0.5)} in the median, ${slower(0.99)} in the slowest hundredth`);
  if (sold !== before?.remaining || after?.sold !== before.sold + sold || after.remaining !== 0)
    throw new Error('what was sold is not what was cooked');
  if ((outcomes['SOLD_OUT']?.length ?? 0) !== workers - sold) throw new Error('somebody was not told');
}

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

function quantile(took: readonly number[], q: number): number {
  const sorted = took.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}

function spread(took: readonly number[]): string {
  const ms = (q: number) => `${quantile(took, q).toFixed(1)} ms`;
  return `p50 ${ms(0.5)}, p90 ${ms(0.9)}, p99 ${ms(0.99)}, longest ${ms(1)}`;
}

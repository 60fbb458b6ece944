import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GraphQLError } from 'graphql';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { claimsOf, graphAudience, issueToken, keysIn, systemClock, withDatabase } from '@millgate/kit';
import { tramsSdl } from '../support/delivered-graph.ts';
import type { Fault } from '../support/fault-server.ts';
import { inTurns, whileAsking } from '../support/load.ts';
import { freePort, type Program, projectRoot, startProgram, untilHealthy } from '../support/program.ts';
import { startStub, type StubSubgraph } from '../support/stub-subgraph.ts';

/** The whole graph as its operator runs it, in one process, and a partner on a server of its own. */
let home: string;
let program: Program;
let url: string;
let registry: string;
let trams: StubSubgraph;
let publishToken: string;
let authorization: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'millgate-whole-'));
  const [port, registryPort] = [await freePort(), await freePort()];
  [url, registry] = [`http://127.0.0.1:${port}/graphql`, `http://127.0.0.1:${registryPort}`];
  const keysUrl = `http://127.0.0.1:${port}/.well-known/gateway-keys.json`;
  // As partners read it: the registry’s probe asks as strangers do, too.
  const { identityReader } = (await import(join(projectRoot, 'examples/nursery/identity.mjs'))) as Reading;
  const callerOf = identityReader({ name: 'trams', keysUrl });
  trams = await startStub(tramsSdl(), resolvers, (headers, body) => callerOf(headers['millgate-identity'], body));
  const address = ['--port', String(port), '--registry-port', String(registryPort)];
  program = startProgram(process.execPath, [join(projectRoot, 'cli/bin/millgate.mjs'), 'start', ...address], {
    env: {
      MILLGATE_HOME: home,
      MILLGATE_LOG: 'silent',
      DATABASE_URL: withDatabase(process.env['MILLGATE_TEST_SERVER'] ?? '', 'whole_graph'),
      PARTNER_NETWORKS: '127.0.0.0/8',
      RATE_LIMITS: 'off',
      NODE_ENV: 'production',
      NODE_OPTIONS: `--import=${join(projectRoot, 'test/support/loop-delay.mjs')}`,
    },
  });
  await untilHealthy(program, `http://127.0.0.1:${port}/ready`, undefined, 240_000);
  const keys = keysIn(join(home, 'keys'));
  const claims = claimsOf({ kind: 'PERSON', id: 'wrk_1', roles: [] });
  const token = { signer: 'issuer', audience: graphAudience, lifetimeSeconds: 3_000, claims } as const;
  authorization = `Bearer ${await issueToken(keys, systemClock, token)}`;
  await ask('POST', '/v1/agencies', { code: 'trams-office', name: 'Trams', contact: 'a@b.example' }, null);
  await asOperator('POST', '/v1/agencies/trams-office/approve', {});
  publishToken = String(
    (await asOperator('POST', '/v1/tokens', { agency: 'trams-office', subgraph: 'trams' }))['token'],
  );
  await publish('');
}, 300_000);
afterEach(() => {
  trams.fault = { kind: 'none' };
});
afterAll(async () => {
  await program?.stop();
  await trams?.stop();
  await rm(home, { recursive: true, force: true });
}, 60_000);

interface Reading {
  identityReader(of: { name: string; keysUrl: string }): (token: unknown, body: Buffer) => Promise<unknown>;
}
const byNumber = () =>
  new GraphQLError('A tram is asked for by its number.', { extensions: { code: 'BAD_USER_INPUT' } });
/** There is one tram. */
const tram = ({ no }: { readonly no?: unknown }) => {
  if (typeof no !== 'string') throw byNumber();
  return no === '7' ? { no, driver: 'Driver 7' } : null;
};
const resolvers = {
  Query: { tram: (_: unknown, given: { readonly no: string }) => tram(given) },
  Tram: { __resolveReference: tram },
};

/** What is measured is said, also where it is well. */
const say = (...lines: string[]) => void process.stdout.write(`${lines.join('\n')}\n`);
const figures = (ms: readonly number[]) => ms.map((each) => each.toFixed(0)).join(' ');

async function ask(method: string, path: string, body?: object, token: string | null = publishToken) {
  const response = await fetch(new URL(path, registry), {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  return (text ? JSON.parse(text) : {}) as Record<string, unknown>;
}
const asOperator = async (method: string, path: string, body?: object) =>
  ask(
    method,
    path,
    body,
    await issueToken(keysIn(join(home, 'keys')), systemClock, {
      signer: 'operator',
      audience: 'registry',
      lifetimeSeconds: 60,
      claims: { sub: 'operator' },
    }),
  );
/** Publishes the trams with more fields, and says how long it was until the last of them could be asked for. */
async function publish(fields: string, field = 'driver') {
  trams.become(tramsSdl(fields), resolvers);
  const answer = await ask('POST', '/v1/subgraphs/trams/publish', { sdl: tramsSdl(fields), url: trams.url });
  const steps = (answer['steps'] ?? []) as { findings: { severity: string; message: string }[] }[];
  const said = steps.flatMap(({ findings }) => findings).filter(({ severity }) => severity === 'ERROR');
  expect([answer['verdict'], said.map(({ message }) => message)]).toEqual(['PASSED', []]);
  return seen(field);
}
async function seen(field: string, isThere = true): Promise<number> {
  const start = performance.now();
  const body = JSON.stringify({ query: `{ tram(no: "7") { ${field} } }` });
  const headers = { 'content-type': 'application/json', authorization };
  const offered = async () =>
    !(await (await fetch(url, { method: 'POST', headers, body })).text()).includes('"errors"');
  while ((await offered()) !== isThere) await sleep(20);
  return performance.now() - start;
}
/** The longest that the program answered nobody, since this was asked last. */
async function longestPause(): Promise<number> {
  const said = () => [...program.output().matchAll(/longest pause ([\d.]+) ms/g)];
  const before = program.output().length + said().length;
  process.kill(program.pid, 'SIGUSR2');
  while (program.output().length + said().length === before) await sleep(10);
  return Number(said().at(-1)?.[1]);
}
const own = () => ({
  url,
  query: '{ communities(first: 2) { nodes { id } } }',
  perSecond: 50,
  headers: { authorization },
});
const ofTrams = (perSecond: number) => ({ ...own(), query: '{ tram(no: "7") { driver } }', perSecond });

/** What was asked for stays: to take it out again would break whoever asks. */
const fieldsTo = (nth: number) => Array.from({ length: nth }, (_, at) => `"Its ${at + 1}." f${at + 1}: Int`).join(' ');

describe('a partner’s part comes, changes and goes while the whole graph is served', () => {
  test('twenty versions in a minute cost nobody an answer, and each is there within two seconds', async () => {
    const before = await whileAsking(own(), () => sleep(15_000));
    await longestPause();
    const pauses: number[] = [];
    const during = await whileAsking(own(), async () => {
      const visible: number[] = [];
      const start = performance.now();
      for (let nth = 1; nth <= 20; nth++) {
        visible.push(await publish(fieldsTo(nth), `f${nth}`));
        await sleep(Math.max(0, start + nth * 3_000 - performance.now()));
        pauses.push(await longestPause());
      }
      return visible;
    });

    say(
      `requests during twenty publishes: ${during.answers.length}, failed: ${during.failed.length}`,
      `visible after publishing, ms: ${figures(during.result)}`,
      `longest pause of the process around each, ms: ${figures(pauses)}`,
      `p50, p99 before and during, ms: ${figures([50, 99].map((of) => before.percentile(of)))}; ${figures([50, 99].map((of) => during.percentile(of)))}`,
    );
    expect(during.failed).toEqual([]);
    expect(Math.max(...during.result)).toBeLessThan(2_000);
  }, 200_000);

  test('what is taken back, and what is stopped, is gone within five seconds', async () => {
    const took: number[] = [];
    const load = await whileAsking(own(), async () => {
      for (let nth = 0; nth < 3; nth++) {
        await publish(`${fieldsTo(20)} "It." back${nth}: Int`, `back${nth}`);
        const start = performance.now();
        await asOperator('POST', '/v1/supergraph/rollback', {});
        await seen(`back${nth}`, false);
        took.push(performance.now() - start);
      }
      const start = performance.now();
      await asOperator('POST', '/v1/subgraphs/trams/quarantine', { reason: 'measured' });
      await seen('driver', false);
      took.push(performance.now() - start);
      await asOperator('POST', '/v1/subgraphs/trams/release');
      await seen('driver');
    });

    say(`rolled back three times, stopped, ms: ${figures(took)}`);
    expect(Math.max(...took)).toBeLessThan(5_000);
    expect(load.failed).toEqual([]);
  }, 120_000);
});

describe('whoever asks nothing of a partner in trouble is answered as before', () => {
  const large = JSON.stringify({ data: { tram: { driver: 'x'.repeat(60_000), more: 'x'.repeat(2_000_000) } } });
  test.each<[string, Fault, number]>([
    ['hangs', { kind: 'hang' }, 1.1],
    ['sends a hundred megabytes', { kind: 'flood' }, 1.1],
    ['sends what inflates to sixty-four', { kind: 'bomb' }, 1.1],
    ['breaks off in the middle', { kind: 'reset' }, 1.1],
    ['sends two megabytes, fifty times a second', { kind: 'status', status: 200, body: large }, 1.2],
  ])(
    'one that %s',
    async (what, fault, share) => {
      const rate = what.includes('fifty') ? 50 : 20;
      const askedWhile = (partner: Fault) => () => {
        trams.fault = partner;
        return whileAsking(ofTrams(rate), () => sleep(10_000));
      };
      const { calm, troubled } = await inTurns(
        { ...own(), perSecond: 100 },
        2,
        askedWhile({ kind: 'none' }),
        askedWhile(fault),
      );

      say(
        `bystander of one that ${what}, p50 and p99, ms: ${figures([50, 99].map((of) => calm.percentile(of)))}; ${figures([50, 99].map((of) => troubled.percentile(of)))}`,
      );
      expect(troubled.failed).toEqual([]);
      // A millisecond where a tenth is less than what a clock says.
      expect(troubled.percentile(99)).toBeLessThanOrEqual(calm.percentile(99) * share + 1);
    },
    120_000,
  );
});

import { readFileSync } from 'node:fs';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoId } from '@millgate/demo';
import { issueToken, keysIn, systemClock, withDatabase } from '@millgate/kit';
import { commandsOf, inShell, isAsShown } from '../support/console.ts';
import { type Partner, type PartnerName, startPartner } from '../support/partners.ts';
import { freePort, type Program, projectRoot, startProgram, untilHealthy } from '../support/program.ts';

const commands = commandsOf(readFileSync(join(projectRoot, 'docs/partners.md'), 'utf8'));

let folder: string;
let ports: { graph: number; registry: number; partner: number };
let graph: Program;
const running: Program[] = [];
const env: Record<string, string | undefined> = {};
/** The last of each kind of token that was printed: the page cannot know them. */
const tokens = new Map<string, string>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millgate-guide-'));
  await symlink(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
  ports = { graph: await freePort(), registry: await freePort(), partner: await freePort() };
  Object.assign(env, {
    ...process.env,
    NODE: process.execPath,
    MILLGATE: join(projectRoot, 'cli/bin/millgate.mjs'),
    MILLGATE_HOME: join(folder, 'home'),
    MILLGATE_LOG: 'silent',
    DATABASE_URL: withDatabase(process.env['MILLGATE_TEST_SERVER'] ?? '', 'guide'),
    REGISTRY_URL: `http://127.0.0.1:${ports.registry}`,
    GATEWAY_KEYS: `http://127.0.0.1:${ports.graph}/.well-known/gateway-keys.json`,
    PORT: String(ports.partner),
  });
  const address = ['--port', String(ports.graph), '--registry-port', String(ports.registry)];
  graph = startProgram(process.execPath, [env['MILLGATE'] ?? '', 'start', ...address], {
    env: env as Record<string, string>,
  });
  await untilHealthy(graph, `http://127.0.0.1:${ports.graph}/ready`, undefined, 240_000);
}, 300_000);
afterAll(async () => {
  for (const program of running) await program.stop();
  await graph?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
}, 60_000);

/** As the page has it, on the ports of this run. */
const here = (text: string) =>
  text
    .replaceAll(':4201', `:${ports.partner}`)
    .replaceAll(':4000', `:${ports.graph}`)
    .replaceAll('npx millgate', '"$NODE" "$MILLGATE"')
    .replaceAll(/(mg[ipm])_…/g, (text, kind: string) => tokens.get(kind) ?? text);

/** Gateways tell the registry every few seconds who asked for what; the page’s reader takes longer than that. */
async function untilUsageIsKnown(coordinate: string): Promise<void> {
  const usage = async () => {
    const operator = {
      signer: 'operator',
      audience: 'registry',
      lifetimeSeconds: 60,
      claims: { sub: 'operator' },
    } as const;
    const token = await issueToken(keysIn(join(folder, 'home/keys')), systemClock, operator);
    const response = await fetch(`${env['REGISTRY_URL']}/v1/usage`, { headers: { authorization: `Bearer ${token}` } });
    if (!response.ok) throw new Error(`usage is answered with ${response.status}: ${await response.text()}`);
    return response.text();
  };
  while (!(await usage()).includes(coordinate)) await sleep(200);
}

/** A server goes on; everything else is waited for. */
async function run(command: string): Promise<string> {
  if (command.includes('subgraph delete')) await untilUsageIsKnown('Query.nurseryList');
  const [, variable, value] = /^export (\w+)=(\S+)$/.exec(command) ?? [];
  if (variable) {
    env[variable] = here(value ?? '');
    return '';
  }
  if (command.startsWith('node ')) {
    const program = startProgram(process.execPath, [command.slice(5)], {
      cwd: folder,
      env: env as Record<string, string>,
    });
    running.push(program);
    for (let tries = 0; tries < 1_200 && !program.output().includes('is ready'); tries++) await sleep(50);
    return program.output();
  }
  const { printed } = await inShell(here(command), { cwd: folder, env });
  for (const [text, kind = ''] of printed.matchAll(/(mg[ipm])_[0-9a-z]{10}_[\w-]{43}/g)) tokens.set(kind, text);
  return printed;
}

describe('the partner’s guide, run from top to bottom as somebody who has nothing but it', () => {
  test.each(commands)(
    '$section: $command',
    async ({ command, expected }) => {
      // The gateway takes a new graph within two seconds; a machine that does much else, later.
      const asLongAs = command.startsWith('curl ') ? 120 : 1;
      let printed = '';
      for (let tries = 0; tries < asLongAs; tries++) {
        printed = await run(command);
        if (isAsShown(printed, expected.map(here))) return;
        await sleep(500);
      }

      expect(printed).toBe(expected.join('\n'));
    },
    180_000,
  );

  test('leads from the token to a live field in five commands of the partner', () => {
    const needed = commands.filter(
      ({ section, command }) =>
        section === 'From the token to a live field' && !command.startsWith('curl') && !command.includes('grant add'),
    );

    expect(needed.map(({ command }) => command.split(' ').slice(0, 4).join(' '))).toEqual([
      'npx millgate subgraph init',
      'node nursery.mjs',
      'npx millgate subgraph test',
      'npx millgate subgraph check',
      'npx millgate subgraph publish',
    ]);
  });
});

describe('the examples of partners join the same way', () => {
  const partners: Partner[] = [];
  afterAll(async () => {
    for (const partner of partners) await partner.stop();
  });

  test.each<[PartnerName, string]>([
    ['nursery', 'nursery-in-js'],
    ['copyright-hall', 'hall-in-python'],
  ])(
    '%s, as %s',
    async (example, name) => {
      const partner = await startPartner(example, env['GATEWAY_KEYS'] ?? '', name);
      partners.push(partner);
      delete env['MILLGATE_MEMBER_TOKEN'];
      const schema = join(projectRoot, 'examples', example, 'schema.graphql');

      await run(`npx millgate agency request ${name}-office --name ${name} --contact it@${name}.example`);
      await run(`npx millgate agency approve ${name}-office`);
      await run(`npx millgate agency token ${name}-office --subgraph ${name}`);
      env['MILLGATE_PUBLISH_TOKEN'] = tokens.get('mgp');
      await run(`npx millgate grant add Facility Worker --to ${name}`);
      const printed = await run(`npx millgate subgraph publish ${name} --schema ${schema} --url ${partner.url}`);

      expect(printed.trim().split('\n').at(-1)).toMatch(
        new RegExp(`^${name} revision 1 is published; the graph is version`),
      );
    },
    180_000,
  );

  test('and answer in one query with ours', async () => {
    const query = `{ facility(id: "${demoId('fac', 'xinxin')}") { id nurseryPlaces { nurseryFree } copyrightHallDays { copyrightHallFree } } }`;
    const ask = async () => {
      const response = await fetch(`http://127.0.0.1:${ports.graph}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
      return ((await response.json()) as { data?: unknown }).data;
    };
    const expected = {
      facility: {
        id: demoId('fac', 'xinxin'),
        nurseryPlaces: [{ nurseryFree: 3 }, { nurseryFree: 0 }],
        copyrightHallDays: null,
      },
    };
    let answer: unknown;
    for (let tries = 0; tries < 120; tries++) {
      answer = await ask();
      if (JSON.stringify(answer) === JSON.stringify(expected)) break;
      await sleep(500);
    }

    expect(answer).toEqual(expected);
  }, 120_000);
});

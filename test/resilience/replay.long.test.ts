import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { onConnection } from '@millgate/kit';
import { freePort, type Program, projectRoot, startProgram, untilHealthy } from '../support/program.ts';

const command = join(projectRoot, 'cli/bin/millgate.mjs');

/** As its operator has it: `npm start`, on the database that came along, with the demo data. */
describe('millgate replay beside an installation that runs', () => {
  let home: string;
  let installation: Program;
  let url: string;
  let env: Record<string, string>;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'millgate-replay-'));
    // Otherwise the database of root, who may not run one, lies elsewhere.
    await chmod(home, 0o755);
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    env = { MILLGATE_HOME: home, MILLGATE_MODE: 'demo', PORT: String(port), DATABASE_URL: '' };
    installation = startProgram(process.execPath, [command, 'start'], { env });
    await untilHealthy(installation, `${url}/health`, undefined, 180_000);
  }, 200_000);
  afterAll(async () => {
    await installation.stop();
    await rm(home, { recursive: true, force: true });
  }, 60_000);

  const replay = async () => {
    const program = startProgram(process.execPath, [command, 'replay'], { env });
    return { code: await program.exited, said: program.output().trim().split('\n') };
  };
  const onSubsidies = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> => {
    const { port, password } = JSON.parse(await readFile(join(home, 'postgres', 'credentials.json'), 'utf8')) as {
      port: number;
      password: string;
    };
    const database = `postgresql://millgate:${password}@127.0.0.1:${port}/millgate_subsidies`;
    return onConnection(database, async (client) => (await client.query(text, values)).rows as Row[]);
  };
  const asked = async () => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ program(code: "SKILL_LEVEL") { code } }' }),
    });
    return response.json();
  };

  test('finds every decision as it was, and leaves the installation running', async () => {
    expect(await replay()).toEqual({
      code: 0,
      said: [expect.stringMatching(/^3\d\d decisions, 0 differences$/)],
    });
    expect(await asked()).toMatchObject({ data: { program: { code: 'SKILL_LEVEL' } } });
  }, 120_000);

  test('names the one decision that was tampered with, and fails', async () => {
    const [tampered] = await onSubsidies<{ id: string }>(
      `update claim set assessed = jsonb_set(assessed, '{amountFen}', '29999999')
        where id = (select min(id) from claim where assessed->>'amountFen' = '30000000') returning id`,
    );

    const { code, said } = await replay();

    expect({ code, said }).toEqual({
      code: 1,
      said: [
        `${tampered?.id} YOUTH_HOME_PURCHASE: 29999999 fen were granted, 30000000 come out`,
        expect.stringMatching(/^3\d\d decisions, 1 differences$/),
        'millgate: 1 fault(s) in the books of subsidies',
      ],
    });
    expect(await asked()).toMatchObject({ data: { program: { code: 'SKILL_LEVEL' } } });
  }, 120_000);
});

import { spawn } from 'node:child_process';
import { createServer, type Server } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openGatewayDatabase } from '@millgate/gateway';
import { ensureDatabase, withDatabase } from '@millgate/kit';
import { projectRoot } from '../support/program.ts';

const command = join(projectRoot, 'cli/bin/millgate.mjs');

/** Runs a command that must end by itself. */
function millgate(args: string[], env: Record<string, string>): Promise<{ code: number | null; lines: string[] }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [command, ...args], { env: { ...process.env, ...env }, cwd: projectRoot });
    let text = '';
    child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.once('exit', (code) => resolve({ code, lines: text.trim().split('\n').filter(Boolean) }));
  });
}

describe('a start that cannot succeed ends with code 1 and one line that says what to do', () => {
  const server = process.env['MILLGATE_TEST_SERVER'] ?? '';
  let home: string;
  let taken: Server;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'millgate-bad-'));
    taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    await ensureDatabase(withDatabase(server, 'postgres'), 'bad_starts_canteens');
    await ensureDatabase(withDatabase(server, 'postgres'), 'bad_starts_gateway');
    const gateway = await openGatewayDatabase(withDatabase(server, 'bad_starts_gateway'));
    await gateway.migrate();
    await gateway.close();
  });
  afterAll(async () => {
    taken.close();
    await rm(home, { recursive: true, force: true });
  });

  const port = () => String((taken.address() as { port: number }).port);
  const here = () => ({ MILLGATE_HOME: home });

  test.each<[string, string[], () => Record<string, string>, RegExp]>([
    [
      'a database that nobody listens for',
      ['start'],
      () => ({ ...here(), DATABASE_URL: 'postgresql://app:secret@127.0.0.1:1/millgate' }),
      /^millgate: the database at postgresql:\/\/app:\*\*\*@127\.0\.0\.1:1\/\w+ cannot be reached: .*ECONNREFUSED/,
    ],
    [
      'a wrong password',
      ['subgraph', 'canteens'],
      () => ({ ...here(), DATABASE_URL: server.replace(/:[^:@]+@/, ':wrong@') }),
      /^millgate: the database at .* cannot be reached: .*password/,
    ],
    [
      'an address that is none',
      ['start'],
      () => ({ ...here(), DATABASE_URL: 'mysql://x' }),
      /^millgate: DATABASE_URL: must be/,
    ],
    ['a port that is none', ['start'], () => ({ ...here(), PORT: '70000' }), /^millgate: PORT: /],
    ['a mode that is none', ['start'], () => ({ ...here(), MILLGATE_MODE: 'test' }), /^millgate: MILLGATE_MODE: /],
    [
      'a subgraph without a database',
      ['subgraph', 'canteens'],
      here,
      /^millgate: set DATABASE_URL to the database of canteens$/,
    ],
    ['a gateway without a database', ['gateway'], here, /^millgate: set DATABASE_URL to the database of gateway$/],
    [
      'a subgraph whose migrations are missing',
      ['subgraph', 'canteens'],
      () => ({ ...here(), DATABASE_URL: withDatabase(server, 'bad_starts_canteens') }),
      /^millgate: the database at .* lacks \d+ migration\(s\), first \w+; run: millgate migrate$/,
    ],
    [
      'a port that is taken',
      ['gateway'],
      () => ({ ...here(), PORT: port(), DATABASE_URL: withDatabase(server, 'bad_starts_gateway') }),
      /^millgate: port \d+ on 127\.0\.0\.1 is taken/,
    ],
    [
      'a supergraph that is not there',
      ['gateway', '--supergraph', 'nowhere.graphql'],
      here,
      /^millgate: the supergraph nowhere\.graphql cannot be read$/,
    ],
    [
      'a persona that is none',
      ['token', '--as', 'emperor'],
      here,
      /^millgate: no persona is called emperor; there are: welder, /,
    ],
    [
      'a demo token in production',
      ['token', '--as', 'welder'],
      () => ({ ...here(), MILLGATE_MODE: 'production' }),
      /^millgate: tokens of invented people are not issued in production$/,
    ],
  ])('%s', async (_what, args, env, line) => {
    const { code, lines } = await millgate(args, env());

    expect({ code, lines }).toEqual({ code: 1, lines: [expect.stringMatching(line)] });
  });

  test('a home that is a file', async () => {
    const file = join(home, 'file');
    await writeFile(file, '');

    const { code, lines } = await millgate(['start'], { MILLGATE_HOME: join(file, 'home') });

    expect({ code, lines }).toEqual({
      code: 1,
      lines: [expect.stringMatching(/^millgate: the (database folder|keys in) .*(set MILLGATE_HOME)/)],
    });
  });
});

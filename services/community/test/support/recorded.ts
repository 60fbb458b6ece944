import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { Caller } from '@millgate/kit';
import { identityHeader, keysIn, type Logger, signIdentity, startSubgraph } from '@millgate/kit';
import { databaseFrom } from '@millgate/kit/testing';
import { subgraph } from '../../src/subgraph.ts';

/** The subgraph with demo data and a log that is kept, to read what an operator would. */
export async function startRecorded(now: string) {
  const lines: string[] = [];
  const record = (...line: unknown[]) => void lines.push(line.map((part) => JSON.stringify(part)).join(' '));
  const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
  const log = Object.fromEntries(levels.map((level) => [level, record])) as unknown as Logger;
  const clock = { now: () => new Date(now) };
  const keys = keysIn(join(process.env['MILLGATE_TEST_HOME'] ?? '', 'keys'));
  const start = (databaseUrl: string) =>
    startSubgraph(subgraph, {
      mode: 'demo',
      databaseUrl,
      home: process.env['MILLGATE_TEST_HOME'] ?? '',
      keys,
      clock,
      log,
      subscriptions: new Map(),
      deliver: async () => undefined,
      graph: () => Promise.reject(new Error('no graph in this test')),
    });
  // The same template as the other suites’ of the day: whoever comes first makes it.
  const database = await databaseFrom(`tpl_community_seeded_${now.slice(0, 10).replaceAll('-', '')}`, async (url) => {
    const made = await start(url);
    await made.database.migrate();
    await made.seed();
    await made.stop();
  });
  const running = await start(database.url);
  return {
    lines,
    run: (text: string) => running.database.fork().execute(text),
    async ask(caller: Caller, query: string, variables: Record<string, unknown>) {
      const body = JSON.stringify({ query, variables });
      const identity = await signIdentity(keys, clock, subgraph.name, { caller, requestId: randomUUID() }, body);
      return running.execute({ query, variables, body }, { [identityHeader]: identity });
    },
    async stop() {
      await running.stop();
      await database.drop();
    },
  };
}

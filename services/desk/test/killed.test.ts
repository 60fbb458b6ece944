import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestSubgraph } from '@millgate/kit/testing';
import { speakers, startDesk } from './support/desk.ts';

let desk: TestSubgraph;
beforeAll(async () => {
  desk = await startDesk();
}, 60_000);
afterAll(() => desk.stop());

const root = join(import.meta.dirname, '..', '..', '..');
/** Two working days after the last of them is due: every level has come. */
const afterAllLevels = '2026-12-15T00:00:00+08:00';

const replica = (): ChildProcess =>
  spawn(
    process.execPath,
    [
      ...['--import', join(root, 'scripts/typescript.mjs'), join(import.meta.dirname, 'support/run-due.ts')],
      ...[desk.databaseUrl, afterAllLevels, desk.folder],
    ],
    { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] },
  );

const ended = (child: ChildProcess): Promise<number | string | null> =>
  new Promise((resolve) => child.on('exit', (code, signal) => resolve(signal ?? code)));

const told = async () => ({
  levels: await desk.rows('select level, count(*)::int as count from escalation group by level order by level'),
  notices: await desk.rows(
    `select kind, count(*)::int as count, count(distinct (case_id, person_id))::int as different from notice
      where kind in ('LIMIT_RUNS_OUT', 'LIMIT_BREACHED') group by kind order by kind`,
  ),
});

test('escalations fire once each although the program is killed in the middle, started again, and two replicas run', async () => {
  const say = speakers(desk);
  await desk.rows(`delete from notice`);
  await desk.rows(`update "case" set state = 'WITHDRAWN' where state in ('SUBMITTED', 'IN_PROGRESS')`);
  const help = { kind: 'HELP_REQUEST', itemCode: null, theme: 'HOUSING' };
  for (let at = 0; at < 20; at += 1) await say.filed('welder', { ...help, subject: `宿舍漏水 ${at}` });

  // Whoever wants to write a notice waits for us: so the program is killed with its escalations written, not told.
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
     and query ilike '%insert into "notice"%'`;
  await desk.given(async (gate) => {
    await gate.execute('lock table notice in share row exclusive mode');
    const killed = replica();
    while ((await desk.rows(waiting)).length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    killed.kill('SIGKILL');
    expect(await ended(killed)).toBe('SIGKILL');
  });
  const left = `select 1 from pg_stat_activity where datname = current_database() and query ilike '%insert into "notice"%'
     and state <> 'idle' and pid <> pg_backend_pid()`;
  while ((await desk.rows(left)).length > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  const nobody = await told();

  const replicas = [replica(), replica()];
  expect(await Promise.all(replicas.map(ended))).toEqual([0, 0]);
  const first = await told();
  const again = replica();
  expect(await ended(again)).toBe(0);

  expect(nobody).toEqual({ levels: [], notices: [] });
  expect(first).toEqual({
    levels: ['COMMUNITY', 'DISTRICT', 'OWNER'].map((level) => ({ level, count: 20 })),
    notices: [
      { kind: 'LIMIT_BREACHED', count: 40, different: 40 },
      { kind: 'LIMIT_RUNS_OUT', count: 20, different: 20 },
    ],
  });
  expect(await told()).toEqual(first);
}, 300_000);

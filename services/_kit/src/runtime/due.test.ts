import { expect, test, vi } from 'vitest';
import type { Database } from '../database/orm.ts';
import { createLogger } from '../log.ts';
import { runAllDue } from './due.ts';

test('a task that fails stops none after it, what they wrote leaves, and whoever called learns of it', async () => {
  const em = { transactional: (work: (tx: object) => unknown) => work({}), execute: async () => [] };
  const database = { fork: () => em } as unknown as Database;
  const nudge = vi.fn();
  const done: string[] = [];
  const tasks = {
    fails: () => Promise.reject(new Error('no such pool')),
    follows: async () => done.push('follows'),
  };
  const services = { log: createLogger('silent'), nudge } as unknown as Parameters<typeof runAllDue>[3];

  const run = runAllDue(database, tasks, new Date('2026-11-22T09:00:00+08:00'), services);

  await expect(run).rejects.toMatchObject({ errors: [new Error('no such pool')] });
  expect(done).toEqual(['follows']);
  expect(nudge).toHaveBeenCalledTimes(1);
});

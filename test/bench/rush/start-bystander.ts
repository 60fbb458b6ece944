import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../support/program.ts';
import type { Look, Orders } from './bystander.ts';

export interface Bystander {
  /** What she waited since she was asked last, and what she was told where she was not answered. */
  measured(): Promise<{ readonly looks: Look[]; readonly failed: readonly string[] }>;
  end(): Promise<void>;
}

export function startBystander(orders: Orders): Bystander {
  const file = join(import.meta.dirname, 'bystander.ts');
  const child = spawn(process.execPath, [join(projectRoot, 'scripts/run.mjs'), file], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const say = (line: string) => child.stdin.write(`${line}\n`);
  say(JSON.stringify(orders));
  return {
    async measured() {
      say('measured');
      const { value } = await lines.next();
      return JSON.parse(String(value)) as { looks: Look[]; failed: string[] };
    },
    async end() {
      const gone = once(child, 'exit');
      child.stdin.end();
      await gone;
    },
  };
}

// Somebody who looks at something else, in a process of her own: what she waits is the graph's doing, not that of
// whoever presses for meals. She looks at fixed instants, answered or not, so that a slow answer hides none after it.
import { createInterface } from 'node:readline';
import { Pool } from 'undici';
import { monotonicMicros } from '../journey/profile.ts';

export interface Orders {
  readonly address: string;
  readonly headers: readonly Record<string, string>[];
  readonly query: string;
  readonly everyMs: number;
}

/** When she looked, by the clock that all processes share, and how long she waited, in milliseconds. */
export type Look = readonly [at: number, waited: number];

const now = () => monotonicMicros() / 1_000;

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { address, headers, query, everyMs } = JSON.parse(String((await lines.next()).value)) as Orders;
const pool = new Pool(address, { connections: 32, pipelining: 1 });
const body = JSON.stringify({ query });

const looking = new Set<Promise<void>>();
let looks: Look[] = [];
let failed: string[] = [];
let number = 0;

const look = async (): Promise<void> => {
  const at = now();
  const response = await pool.request({
    method: 'POST',
    path: '/graphql',
    headers: headers[(number += 1) % headers.length] ?? {},
    body,
  });
  const text = await response.body.text();
  looks.push([at, now() - at]);
  if (text.includes('"errors"') || !text.includes('"properties":{')) failed.push(text.slice(0, 300));
};

const timer = setInterval(() => {
  const one = look().catch((cause: unknown) => void failed.push(String(cause)));
  looking.add(one);
  void one.finally(() => looking.delete(one));
}, everyMs);

// Each line asks for what was measured since the one before; when there are no more, she goes.
while (!(await lines.next()).done) {
  await Promise.all(looking);
  console.log(JSON.stringify({ looks, failed }));
  looks = [];
  failed = [];
}
clearInterval(timer);
await Promise.all(looking);
await pool.close();

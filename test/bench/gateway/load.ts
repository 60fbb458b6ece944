import { performance } from 'node:perf_hooks';
import { Pool } from 'undici';
import { type Shape } from './shapes.ts';

export interface Load {
  readonly requests: number;
  readonly p50: number;
  readonly p99: number;
}

/** One request of a load. */
export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
  /** What is wrong with the answer, if anything. */
  readonly objection?: (text: string) => string | undefined;
}

export async function ask(address: string, { query, variables }: Shape): Promise<string> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return response.text();
}

/** Always the same request, `callers` at a time. */
export function drive(address: string, { query, variables }: Shape, callers: number, ms: number): Promise<Load> {
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const call: Call = { method: 'POST', path: '/graphql', headers, body: JSON.stringify({ query, variables }) };
  return driveCalls(address, () => call, callers, ms);
}

/** Closed loop: so many callers, each asking again as soon as it is answered, until the time or the requests are over. */
export async function driveCalls(
  address: string,
  next: () => Call | Promise<Call>,
  callers: number,
  ms: number,
  requests = Infinity,
): Promise<Load> {
  const pool = new Pool(address, { connections: callers, pipelining: 1 });
  const took: number[] = [];
  const until = performance.now() + ms;
  let asked = 0;
  const caller = async () => {
    while (performance.now() < until && asked < requests) {
      asked += 1;
      const { method, path, headers, body, objection } = await next();
      const start = performance.now();
      const response = await pool.request({ method, path, headers, body: body ?? null });
      const bytes = await response.body.arrayBuffer();
      if (response.statusCode !== 200) throw new Error(`${response.statusCode}: ${Buffer.from(bytes).toString()}`);
      took.push(performance.now() - start);
      const wrong = objection?.(Buffer.from(bytes).toString());
      if (wrong) throw new Error(wrong);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  await pool.close();
  took.sort((a, b) => a - b);
  const quantile = (q: number) => took[Math.min(took.length - 1, Math.floor(took.length * q))] ?? Number.NaN;
  return { requests: took.length, p50: quantile(0.5), p99: quantile(0.99) };
}

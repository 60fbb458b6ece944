import { performance } from 'node:perf_hooks';
import { Pool } from 'undici';
import { type Shape } from './shapes.ts';

export interface Load {
  readonly requests: number;
  readonly p50: number;
  readonly p99: number;
}

export async function ask(address: string, { query, variables }: Shape): Promise<string> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return response.text();
}

/** Closed loop: so many callers, each asking again as soon as it is answered, until the time is over. */
export async function drive(address: string, { query, variables }: Shape, callers: number, ms: number): Promise<Load> {
  const pool = new Pool(address, { connections: callers, pipelining: 1 });
  const body = JSON.stringify({ query, variables });
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const took: number[] = [];
  const until = performance.now() + ms;
  const caller = async () => {
    while (performance.now() < until) {
      const start = performance.now();
      const response = await pool.request({ method: 'POST', path: '/graphql', headers, body });
      const bytes = await response.body.arrayBuffer();
      if (response.statusCode !== 200) throw new Error(`${response.statusCode}: ${Buffer.from(bytes).toString()}`);
      took.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
  await pool.close();
  took.sort((a, b) => a - b);
  const quantile = (q: number) => took[Math.min(took.length - 1, Math.floor(took.length * q))] ?? Number.NaN;
  return { requests: took.length, p50: quantile(0.5), p99: quantile(0.99) };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';

export interface Answered {
  readonly ms: number;
  readonly status: number;
  readonly text: string;
}

export interface Load {
  readonly answers: readonly Answered[];
  /** The answer that so many of a hundred were at least as quick as. */
  percentile(share: number): number;
  readonly failed: readonly Answered[];
}

export interface Stream {
  readonly url: string;
  readonly query: string;
  readonly perSecond: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks steadily, whether or not what was asked before has been answered, until the work is done or the time is over. */
export async function whileAsking<T>(
  { url, query, perSecond, headers = {} }: Stream,
  work: () => Promise<T>,
): Promise<Load & { readonly result: T }> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: 128 });
  const answers: Answered[] = [];
  const asked: Promise<unknown>[] = [];
  const body = JSON.stringify({ query });
  const one = async () => {
    const start = performance.now();
    try {
      const response = await pool.request({
        method: 'POST',
        path: pathname,
        headers: { 'content-type': 'application/json', ...headers },
        body,
      });
      const text = await response.body.text();
      answers.push({ ms: performance.now() - start, status: response.statusCode, text });
    } catch (cause) {
      answers.push({ ms: performance.now() - start, status: 0, text: String(cause) });
    }
  };
  let done = false;
  const start = performance.now();
  const asking = (async () => {
    for (let nth = 0; !done; nth++) {
      const wait = start + (nth * 1_000) / perSecond - performance.now();
      if (wait > 0) await sleep(wait);
      asked.push(one());
    }
  })();
  try {
    const result = await work();
    done = true;
    await asking;
    await Promise.all(asked);
    return { result, ...loadOf(answers) };
  } finally {
    done = true;
    await pool.destroy();
  }
}

function loadOf(answers: readonly Answered[]): Load {
  const sorted = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  return {
    answers,
    failed: answers.filter(({ status, text }) => status !== 200 || text.includes('"errors"')),
    percentile: (share) => sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * share) / 100))] ?? 0,
  };
}

/**
 * Asks steadily in two situations that take turns: what a shared machine does meanwhile meets both alike, and of a few
 * hundred answers the slowest hundredth is three.
 */
export async function inTurns(
  stream: Stream,
  rounds: number,
  calm: () => Promise<unknown>,
  trouble: () => Promise<unknown>,
): Promise<{ calm: Load; troubled: Load }> {
  const answers: [Answered[], Answered[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    answers[0].push(...(await whileAsking(stream, calm)).answers);
    answers[1].push(...(await whileAsking(stream, trouble)).answers);
  }
  return { calm: loadOf(answers[0]), troubled: loadOf(answers[1]) };
}

/** One question, and how long its answer took. */
export async function timed(url: string, query: string, headers: Record<string, string> = {}): Promise<Answered> {
  const start = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  return { ms: performance.now() - start, status: response.status, text };
}

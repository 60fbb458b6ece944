import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect } from 'vitest';
import type { Lab } from './lab.ts';

/** One thing that is sent: a GraphQL request, or a request as it comes. */
export type Attack = { readonly query: string; readonly variables?: unknown; readonly operationName?: string } | Raw;

export interface Raw {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

/** What the answer to an attack must be. */
export interface Verdict {
  readonly status: number;
  /** `extensions.code` of every error; undefined: there are no errors. */
  readonly code?: string;
  /** Requests that may reach subgraphs. */
  readonly fetches?: number;
}

export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  readonly body: { readonly data?: unknown; readonly errors?: readonly GraphError[] };
}

interface GraphError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

const json = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };

const canary = {
  query: '{ park(id: "prk_1") { name companies(first: 2) { nodes { name notices { title } } } meters { kwh } } }',
};

const largestRefusal = 64 * 1024;

/** What no answer may hold, whatever was sent. */
const leaks: readonly RegExp[] = [
  /https?:\/\/(127|10|172|192\.168|localhost)/,
  /\bat .+\(?.+:\d+:\d+\)?/,
  /node_modules/,
  /\b(select|insert|update|delete)\b .+ \b(from|into|set|where)\b/i,
  /hunter2/,
  /999999\d{11}[\dX]/,
  /\b1[3-9]\d{9}\b/,
];

/** Sends something. */
export async function send(lab: Lab, attack: Attack, token?: string): Promise<Answered> {
  const authorization = token ? { authorization: `Bearer ${token}` } : {};
  const raw: Raw = 'query' in attack ? { method: 'POST', headers: json, body: JSON.stringify(attack) } : attack;
  const { method = 'POST', path = '', headers = json, body } = raw;
  const response = await fetch(path.startsWith('/') ? new URL(path, lab.url) : `${lab.url}${path}`, {
    method,
    headers: { ...headers, ...authorization },
    ...(body === undefined ? {} : { body }),
    redirect: 'manual',
  });
  const text = await response.text();
  return { status: response.status, text, headers: response.headers, body: parsed(text) };
}

const parsed = (text: string): Answered['body'] => {
  try {
    return JSON.parse(text) as Answered['body'];
  } catch {
    return {};
  }
};

/**
 * Judges one attack: between two questions that are answered alike, with the status and code that were promised, in a
 * small body of JSON that gives nothing away, without more requests to subgraphs than are allowed. How long others
 * waited is measured by whoever runs alone (`lag`).
 */
export async function withstand(
  lab: Lab,
  attack: Attack,
  { status, code, fetches = 0 }: Verdict,
  token?: string,
): Promise<Answered & { readonly lag: number }> {
  const before = await send(lab, canary);
  const fetchedBefore = lab.fetched.length;
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const answer = await send(lab, attack, token);
  // The histogram only learns of a delay when its timer next fires.
  await new Promise((resolve) => setTimeout(resolve, 15));
  delay.disable();
  const fetchedAfter = lab.fetched.length;
  const after = await send(lab, canary);

  const codes = [...new Set(answer.body.errors?.map(({ extensions }) => extensions?.['code']))];
  expect({ status: answer.status, codes }).toEqual({ status, codes: code === undefined ? [] : [code] });
  expect(fetchedAfter - fetchedBefore).toBeLessThanOrEqual(fetches);
  expect(answer.headers.get('content-type')).toMatch(/json/);
  if (code !== undefined) expect(answer.text.length).toBeLessThanOrEqual(largestRefusal);
  for (const leak of leaks) expect(answer.text).not.toMatch(leak);
  expect(after.text).toBe(before.text);
  expect(before.body.errors).toBeUndefined();
  return { ...answer, lag: delay.max / 1e6 };
}

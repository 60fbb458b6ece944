import type { Document } from './document.ts';
import { type GraphError, NotAnswered } from './errors.ts';
import { defaultRetry, mayRepeat, retryAfterOf, type RetryPolicy, waitBefore } from './retry.ts';

export interface ClientOptions {
  /** Where the graph answers, as `https://park.example/graphql`. */
  readonly endpoint: string;
  /** The bearer token of whoever is signed in; asked for each request, so that it may be renewed. None: anonymous. */
  readonly token?: () => string | undefined | Promise<string | undefined>;
  /** The front end's own key. */
  readonly key?: string;
  /** The name under which the front end's documents are registered. */
  readonly app?: string;
  /** In which language texts and messages come; else the browser's. */
  readonly language?: () => 'zh' | 'en' | undefined;
  readonly retry?: Partial<RetryPolicy>;
  /** How long one attempt may take; milliseconds. */
  readonly timeoutMs?: number;
  readonly fetch?: typeof fetch;
}

/** What was answered. A part that is missing is null in `data` and explained in `errors`. */
export interface Answer<Data> {
  readonly data: Data;
  readonly errors: readonly GraphError[];
  /** What the operation was counted as, and what it may cost; where the graph counts. */
  readonly cost?: unknown;
}

export interface Client {
  readonly options: ClientOptions;
  /** Asks, and asks again where that can help. Throws `NotAnswered` when there is no data at all. */
  ask<Data, Variables>(document: Document<Data, Variables>, ...rest: Asked<Variables>): Promise<Answer<Data>>;
}

/** Variables may be left out where the document takes none. */
export type Asked<Variables> =
  Record<string, never> extends Variables
    ? [variables?: Variables, options?: AskOptions]
    : [variables: Variables, options?: AskOptions];

export interface AskOptions {
  readonly signal?: AbortSignal;
}

export function createClient(options: ClientOptions): Client {
  const policy = { ...defaultRetry, ...options.retry };
  return {
    options,
    async ask<Data, Variables>(document: Document<Data, Variables>, ...[variables, { signal } = {}]: Asked<Variables>) {
      const query = document.toString();
      const attempts = mayRepeat(query, variables) ? policy.attempts : 1;
      for (let attempt = 1; ; attempt++) {
        const answer = await attemptOnce<Data>(options, { query, variables: variables ?? {} }, signal);
        if (!(answer instanceof NotAnswered)) return answer;
        const wait = waitBefore(attempt + 1, answer.errors, { ...policy, attempts });
        if (wait === undefined) throw answer;
        await pause(wait, signal);
      }
    },
  };
}

/** The headers by which the graph knows who asks, for which front end and in which language. */
export async function headersOf({ token, key, app, language }: ClientOptions): Promise<Record<string, string>> {
  const bearer = await token?.();
  const wanted = language?.();
  return {
    ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
    ...(key ? { 'millgate-key': key } : {}),
    ...(app ? { 'apollographql-client-name': app } : {}),
    ...(wanted ? { 'accept-language': wanted } : {}),
  };
}

async function attemptOnce<Data>(
  options: ClientOptions,
  body: { readonly query: string; readonly variables: unknown },
  signal: AbortSignal | undefined,
): Promise<Answer<Data> | NotAnswered> {
  // Not `AbortSignal.timeout`: that holds an answer in memory until its time is over, however soon it came.
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), options.timeoutMs ?? 20_000);
  let response: Response;
  let text: string;
  try {
    response = await (options.fetch ?? fetch)(options.endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...(await headersOf(options)),
      },
      body: JSON.stringify(body),
      signal: signal ? AbortSignal.any([signal, limit.signal]) : limit.signal,
    });
    text = await response.text();
  } catch (cause) {
    signal?.throwIfAborted();
    const message = limit.signal.aborted ? 'No answer in time.' : 'The graph could not be reached.';
    return new NotAnswered([{ code: 'UNREACHABLE', message, path: [], retryable: true }], { cause });
  } finally {
    clearTimeout(timer);
  }
  return answerOf<Data>(response, text);
}

interface Body<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
  readonly extensions?: { readonly cost?: unknown };
}

function answerOf<Data>(response: Response, text: string): Answer<Data> | NotAnswered {
  const retryAfter = retryAfterOf(response.headers.get('retry-after'), Date.now());
  const body = parsed<Body<Data>>(text);
  if (body === undefined || (body.data === undefined && !body.errors?.length)) {
    const message = `HTTP ${response.status} without an answer of GraphQL.`;
    const code = 'UNREACHABLE';
    return new NotAnswered([
      { code, message, path: [], retryable: gatewayStatus.has(response.status), ...given({ retryAfter }) },
    ]);
  }
  const errors = (body.errors ?? []).map(({ message, path = [], extensions = {} }): GraphError => ({
    message,
    path,
    code: typeof extensions['code'] === 'string' ? extensions['code'] : 'INTERNAL_SERVER_ERROR',
    retryable: extensions['retryable'] === true,
    ...given({
      requestId: typeof extensions['requestId'] === 'string' ? extensions['requestId'] : undefined,
      retryAfter: typeof extensions['retryAfter'] === 'number' ? extensions['retryAfter'] : retryAfter,
    }),
  }));
  const [first, ...others] = errors;
  if (first && (body.data === null || body.data === undefined)) return new NotAnswered([first, ...others]);
  return { data: body.data as Data, errors, ...given({ cost: body.extensions?.cost }) };
}

/** What stands in front of the graph says that it is not there, or has too much to do. */
const gatewayStatus = new Set([429, 502, 503, 504]);

function parsed<T>(text: string): T | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as T) : undefined;
  } catch {
    return undefined;
  }
}

/** Without what is undefined. */
const given = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>;
  };

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const left = () => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', left);
      resolve();
    }, ms);
    if (signal?.aborted) left();
    else signal?.addEventListener('abort', left, { once: true });
  });
}

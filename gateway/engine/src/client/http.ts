import { type Dispatcher, Pool } from 'undici';
import { addressRefused, type AddressPolicy, checkedLookup } from './address.ts';
import { httpEvents } from './events.ts';
import type { ByteBudget } from './guard/byte-budget.ts';
import { inflate } from './inflate.ts';
import { isUntrusted } from './untrusted.ts';
import { type SubgraphAnswer, type SubgraphClient, SubgraphError, type SubgraphRequest } from './types.ts';

export interface HttpClientOptions {
  readonly url: string;
  /** The total time an answer may take, from the first byte sent to the last received. */
  readonly timeoutMs?: number;
  /** The most bytes an answer may have, counted after inflating. */
  readonly maxBytes?: number;
  readonly connections?: number;
  /** How long a connection may take to be there, with TLS. */
  readonly connectMs?: number;
  /** Which addresses may be called; without it any, because whoever wrote the address is trusted. */
  readonly addresses?: AddressPolicy;
  /** What the bytes of all answers under way are charged to. */
  readonly budget?: ByteBudget;
  /** Certificates of authorities to be trusted instead of the usual ones. */
  readonly ca?: string;
  /** Answers may come compressed; worth it only across a slow network. */
  readonly compress?: boolean;
}

/** Above the keep-alive of common servers a pooled socket is closed under a request; stay well below Node's 5 s. */
const keepAliveTimeout = 4_000;
export const defaultTimeoutMs = 2_000;
const renewalMs = 1_000;
const defaultMaxBytes = 8 * 1024 * 1024;
/** Of an answer that is refused for its status nobody reads more than this. */
const maxRefusedBytes = 64 * 1024;

/**
 * A subgraph behind HTTP. Works on undici's handlers, without streams or promises per chunk, because this code runs
 * for every fetch of every query.
 */
export function httpClient(options: HttpClientOptions): SubgraphClient {
  const {
    url,
    timeoutMs = defaultTimeoutMs,
    maxBytes = defaultMaxBytes,
    connections = 128,
    compress = false,
  } = options;
  const { addresses, connectMs = timeoutMs, ca, budget } = options;
  const refused = addresses && addressRefused(url, addresses);
  const { origin, pathname, search } = new URL(url);
  const connect = { timeout: connectMs, ...(ca && { ca }), ...(addresses && { lookup: checkedLookup(addresses) }) };
  const open = () => new Pool(origin, { connections, keepAliveTimeout, connect, pipelining: 1 });
  let pool = open();
  let renewed = -Infinity;
  /**
   * A peer that lost its power leaves connections that look alive and swallow what is sent. One of them gave no sign
   * of life: the others are not tried one after the other. What is under way on them ends there.
   */
  const renew = () => {
    const now = performance.now();
    if (now - renewed < renewalMs) return;
    renewed = now;
    void pool.close();
    pool = open();
  };
  const path = pathname + search;
  const accept: Record<string, string> = {
    'content-type': 'application/json',
    accept: 'application/graphql-response+json, application/json;q=0.9',
    ...(compress && { 'accept-encoding': 'gzip, deflate, br' }),
  };

  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        if (refused) return reject(refused);
        if (request.signal?.aborted) return reject(new SubgraphError('REQUEST_CANCELLED'));
        const remaining = Math.min(timeoutMs, (request.deadline ?? Infinity) - performance.now());
        if (remaining <= 0) return reject(new SubgraphError('SUBGRAPH_TIMEOUT'));
        const headers = { ...request.headers, ...accept };
        if (request.deadline !== undefined) headers['x-deadline-ms'] = String(Math.floor(remaining));
        const reply = new Reply(request, { remaining, maxBytes, budget, silent: renew }, resolve, reject);
        pool.dispatch({ path, method: 'POST', headers, body: bodyOf(request) }, reply);
      }),
    subscribe: (request) => {
      if (refused) throw refused;
      return httpEvents({ pool, path, timeoutMs }, request);
    },
    close: () => pool.close(),
  };
}

function bodyOf({ body, query, variables, operationName }: SubgraphRequest): string {
  return body ?? JSON.stringify({ query, variables, operationName });
}

interface ReplyLimits {
  readonly remaining: number;
  readonly maxBytes: number;
  readonly budget: ByteBudget | undefined;
  /** Told when the time is over and not one byte has come. */
  readonly silent: () => void;
}

/** Collects one reply; settles exactly once, whatever the peer does. */
class Reply implements Dispatcher.DispatchHandler {
  #controller: Dispatcher.DispatchController | undefined;
  #chunks: Buffer[] = [];
  #length = 0;
  #taken = 0;
  #status = 0;
  #encoding = '';
  #done = false;
  #refusal: SubgraphError | undefined;
  readonly #timer: NodeJS.Timeout;
  readonly #left = () => this.#fail(new SubgraphError('REQUEST_CANCELLED'));

  constructor(
    private readonly request: SubgraphRequest,
    private readonly limits: ReplyLimits,
    private readonly resolve: (answer: SubgraphAnswer) => void,
    private readonly reject: (reason: SubgraphError) => void,
  ) {
    // Where this process was busy its timer comes before what has been lying in the socket: that is read first.
    this.#timer = setTimeout(() => setImmediate(() => this.#late()), limits.remaining);
    request.signal?.addEventListener('abort', this.#left, { once: true });
  }

  #late(): void {
    if (this.#done) return;
    if (this.#status === 0 && this.#controller) this.limits.silent();
    this.#fail(new SubgraphError('SUBGRAPH_TIMEOUT'));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    // Settled while still waiting for a socket: the request must not start after all.
    if (this.#done) controller.abort(new SubgraphError('REQUEST_CANCELLED'));
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: Dispatcher.ResponseData['headers']): void {
    this.#status = status;
    if (status === 429 || (status >= 502 && status <= 504)) {
      const code = status === 429 ? 'SUBGRAPH_RATE_LIMITED' : 'SUBGRAPH_UNAVAILABLE';
      this.#refusal = new SubgraphError(code, undefined, status, retryAfterMs(headers['retry-after']));
      return;
    }
    const type = headers['content-type'];
    // A redirect is an answer like any other that is not JSON: following one would carry identities elsewhere.
    if (typeof type !== 'string' || !isJson(type)) return this.#fail(this.#malformed('not JSON'));
    if (Number(headers['content-length']) > this.limits.maxBytes) {
      return this.#fail(new SubgraphError('SUBGRAPH_RESPONSE_TOO_LARGE'));
    }
    const encoding = headers['content-encoding'];
    if (typeof encoding === 'string' && encoding !== 'identity') this.#encoding = encoding;
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#length += chunk.length;
    if (this.#refusal) {
      if (this.#length > maxRefusedBytes) this.#fail(this.#refusal);
      return;
    }
    if (this.#length > this.limits.maxBytes) return this.#fail(new SubgraphError('SUBGRAPH_RESPONSE_TOO_LARGE'));
    this.#chunks.push(chunk);
    const { budget } = this.limits;
    if (!budget) return;
    this.#taken += chunk.length;
    if (!budget.take(chunk.length)) this.#fail(new SubgraphError('SUBGRAPH_OVERLOADED'));
  }

  onResponseEnd(): void {
    if (this.#done) return;
    if (this.#refusal) return this.#fail(this.#refusal);
    const [only] = this.#chunks;
    const bytes = this.#chunks.length === 1 && only ? only : Buffer.concat(this.#chunks, this.#length);
    if (!this.#encoding) return this.#finish(bytes);
    inflate(bytes, this.#encoding, this.limits.maxBytes).then(
      (inflated) => this.#finish(inflated),
      (failure: unknown) => this.#fail(failure instanceof SubgraphError ? failure : this.#malformed(failure)),
    );
  }

  onResponseError(_: Dispatcher.DispatchController, cause: Error): void {
    this.#fail(new SubgraphError(isUntrusted(cause) ? 'SUBGRAPH_UNTRUSTED' : 'SUBGRAPH_UNAVAILABLE', cause));
  }

  #finish(bytes: Buffer): void {
    if (this.#done) return;
    const passed = this.#status === 200 ? this.request.pass?.(bytes) : undefined;
    if (passed) {
      this.#settle();
      this.resolve({ data: passed });
      return;
    }
    let answer: unknown;
    try {
      answer = JSON.parse(bytes.toString('utf8'));
    } catch (cause) {
      return this.#fail(this.#malformed(cause));
    }
    // An answer without data or errors is none, however well-formed: a proxy's page in JSON, say.
    if (!isAnswer(answer)) return this.#fail(this.#malformed('neither data nor errors'));
    this.#settle();
    this.resolve(answer);
  }

  #malformed(cause: unknown): SubgraphError {
    const code = this.#status >= 500 ? 'SUBGRAPH_UNAVAILABLE' : 'SUBGRAPH_MALFORMED_RESPONSE';
    return new SubgraphError(code, cause, this.#status);
  }

  #fail(failure: SubgraphError): void {
    if (this.#done) return;
    this.#settle();
    this.#controller?.abort(failure);
    this.reject(failure);
  }

  #settle(): void {
    this.#done = true;
    if (this.#taken > 0) this.limits.budget?.give(this.#taken);
    this.#chunks = [];
    clearTimeout(this.#timer);
    this.request.signal?.removeEventListener('abort', this.#left);
  }
}

/** Seconds, or a day and an hour; undefined for what is neither. */
function retryAfterMs(header: string | string[] | undefined): number | undefined {
  if (typeof header !== 'string') return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

const isJson = (type: string) => /^application\/(graphql-response\+)?json\s*(;|$)/i.test(type);

function isAnswer(value: unknown): value is SubgraphAnswer {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && ('data' in value || 'errors' in value);
}

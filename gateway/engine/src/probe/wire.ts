import { gunzipSync } from 'node:zlib';
import { Agent, fetch, request, type RequestInit } from 'undici';
import { addressRefused, type AddressPolicy, checkedLookup } from '../client/address.ts';
import { isObject } from '../complete/complete.ts';
import { Objection, shortened } from './report.ts';

/** What proves that the gateway asks, for one body. */
export type ProofFor = (body: string) => Record<string, string> | Promise<Record<string, string>>;

export interface Reply {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly text: string;
  /** What was answered as GraphQL; undefined for anything else. */
  readonly answer: { readonly data?: unknown; readonly errors?: unknown } | undefined;
}

export interface Sending {
  readonly variables?: Record<string, unknown>;
  readonly headers?: Record<string, string>;
  /** Instead of the proof: what a stranger would bring. */
  readonly proof?: ProofFor;
  readonly signal?: AbortSignal;
  /** Whether the errors are of a kind that clients could ever see. */
  readonly counts?: boolean;
}

const timeoutMs = 10_000;
const maxBytes = 4 * 1024 * 1024;

/** Asks as the gateway does: no redirects, bounded in time and size, at an address that may be called. */
export class Wire {
  readonly #agent: Agent;
  /** Errors of execution that were met on the way, with what was asked. */
  readonly errors: { readonly sent: string; readonly error: unknown }[] = [];

  constructor(
    readonly url: string,
    readonly proof: ProofFor,
    addresses: AddressPolicy | undefined,
  ) {
    const refused = addresses && addressRefused(url, addresses);
    if (refused) throw new Objection('NOT_REACHABLE', url, String(refused.cause));
    this.#agent = new Agent({
      connect: { timeout: 3_000, ...(addresses && { lookup: checkedLookup(addresses) }) },
      maxResponseSize: maxBytes,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    });
  }

  async ask(query: string, { variables, headers, proof = this.proof, signal }: Sending = {}): Promise<Reply> {
    const body = JSON.stringify({ query, ...(variables && { variables }) });
    const {
      statusCode,
      headers: came,
      body: stream,
    } = await request(this.url, {
      method: 'POST',
      dispatcher: this.#agent,
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json;q=0.9',
        ...(await proof(body)),
        ...headers,
      },
      body,
      signal: signal ? AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) : AbortSignal.timeout(timeoutMs),
    });
    // Called off in the middle, a body is an error to nobody else.
    stream.on('error', () => undefined);
    const bytes = Buffer.from(await stream.arrayBuffer());
    const zipped = came['content-encoding'] === 'gzip';
    const text = (zipped ? gunzipSync(bytes, { maxOutputLength: maxBytes }) : bytes).toString('utf8');
    return { status: statusCode, headers: came as Record<string, string>, text, answer: answerIn(text) };
  }

  /** The answer, or an objection where there is none. */
  async data(query: string, sending: Sending = {}): Promise<Required<Reply>['answer'] & object> {
    const reply = await this.ask(query, sending);
    if (reply.answer) {
      const { data, errors } = reply.answer;
      if (sending.counts !== false && data !== undefined && Array.isArray(errors)) {
        for (const error of errors as unknown[]) this.errors.push({ sent: shortened(query), error });
      }
      return reply.answer;
    }
    throw new Objection('NOT_GRAPHQL_OVER_HTTP', shortened(query), `${reply.status}: ${shortened(reply.text)}`);
  }

  /** `fetch` for what brings its own requests, through the same door. */
  readonly fetch = async (input: string, init: RequestInit = {}) => {
    const body = typeof init.body === 'string' ? init.body : '';
    const headers = { ...(init.headers as Record<string, string>), ...(await this.proof(body)) };
    const signal = AbortSignal.timeout(timeoutMs);
    return fetch(input, { ...init, headers, redirect: 'manual', dispatcher: this.#agent, signal });
  };

  close(): Promise<void> {
    return this.#agent.close();
  }
}

function answerIn(text: string): Reply['answer'] {
  try {
    const parsed: unknown = JSON.parse(text);
    return isObject(parsed) && ('data' in parsed || 'errors' in parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

import type { Clock } from '../clock.ts';
import type { KeyStore } from '../identity/keys.ts';
import { graphAudience, issueToken } from '../identity/tokens.ts';

/** Thrown when the graph could not answer at all; a decision that needed it must wait, never guess. */
export class GraphUnavailable extends Error {
  override name = 'GraphUnavailable';
}

export interface GraphAnswer<Data> {
  readonly data: Data | null;
  readonly errors: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Record<string, unknown>;
  }[];
}

/** Asks the graph itself, as a service with a named purpose. */
export interface GraphClient {
  query<Data>(
    document: string,
    variables: Readonly<Record<string, unknown>>,
    request: { purpose: string; now?: Date },
  ): Promise<GraphAnswer<Data>>;
}

/** Carries a request to the gateway: over HTTP, or by a call within the process. */
export type GraphTransport = (body: string, headers: Record<string, string>) => Promise<string>;

const timeoutMillis = 5_000;

export const overHttp =
  (url: string): GraphTransport =>
  async (body, headers) => {
    const response = await fetch(url, {
      method: 'POST',
      body,
      headers,
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMillis),
    });
    return await response.text();
  };

export function graphClient(options: {
  name: string;
  keys: KeyStore;
  clock: Clock;
  transport: GraphTransport;
  /** The gateway refuses a request that sets its own time in production; there, it is not sent. */
  mode: 'demo' | 'production';
}): GraphClient {
  const { name, keys, clock, transport, mode } = options;
  return {
    async query<Data>(
      document: string,
      variables: Readonly<Record<string, unknown>>,
      request: { purpose: string; now?: Date },
    ) {
      const token = await issueToken(keys, clock, {
        signer: name,
        audience: graphAudience,
        lifetimeSeconds: 60,
        claims: { sub: `service:${name}`, purpose: request.purpose },
      });
      const headers = {
        'content-type': 'application/json',
        accept: 'application/json',
        authorization: `Bearer ${token}`,
        ...(request.now && mode === 'demo' ? { 'millgate-now': request.now.toISOString() } : {}),
      };
      try {
        const answer = JSON.parse(await transport(JSON.stringify({ query: document, variables }), headers)) as Partial<
          GraphAnswer<Data>
        >;
        return { data: answer.data ?? null, errors: answer.errors ?? [] };
      } catch (cause) {
        throw new GraphUnavailable('the graph cannot be asked', { cause });
      }
    },
  };
}

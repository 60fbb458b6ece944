import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import { trace } from '@opentelemetry/api';
import { type GuardedHttpOptions, Guards } from '../client/guard/guards.ts';
import { serveAdmin } from '../observe/admin.ts';
import { Metrics } from '../observe/metrics.ts';
import { all, traced } from '../observe/tracing.ts';
import { createEngine, type EngineOptions } from '../engine.ts';
import { bytesOrText } from '../write/written.ts';
import { answer, type Leaving } from './answer.ts';
import { statusForRequestErrors } from './status-plugin.ts';

export interface ServeOptions {
  readonly supergraphSdl: EngineOptions['supergraph'];
  readonly port: number;
  readonly host?: string;
  readonly path?: string;
  readonly executor?: 'compiled' | 'stock';
  /** Metrics for Prometheus at `/metrics` of this port; without it nothing is measured. */
  readonly adminPort?: number;
  /** Makes spans; they go where the OpenTelemetry SDK sends them that the process has registered, if it has one. */
  readonly traces?: boolean;
  /** Whether identical queries in flight are asked once. */
  readonly share?: boolean;
  readonly http?: Omit<GuardedHttpOptions, 'url'>;
}

export interface ServedEngine {
  readonly url: string;
  readonly port: number;
  readonly adminPort: number | undefined;
  stop(): Promise<void>;
}

/** Any federation 2 supergraph at `/graphql`, with `/health`, anonymous: trusted by whoever starts it. */
export async function serveEngine(options: ServeOptions): Promise<ServedEngine> {
  const {
    supergraphSdl,
    port,
    host = '127.0.0.1',
    path = '/graphql',
    executor = 'compiled',
    http,
    adminPort,
    share = false,
    traces = false,
  } = options;
  const metrics = adminPort === undefined ? undefined : new Metrics();
  const guards = new Guards();
  const observers = [...(metrics ? [metrics] : []), ...(traces ? [traced(trace.getTracer('millgate'))] : [])];
  const gateway = createEngine({
    ...(observers.length > 0 && { observer: all(...observers) }),
    supergraph: supergraphSdl,
    executor,
    signal: ({ context }) => (context as unknown as Leaving).signal,
    onRefused: (reason) => console.error('A new supergraph was refused; the last one stays.', reason),
    // Nothing is forwarded for anybody: all callers are the same.
    ...(share && { sameCaller: () => '' }),
    client: (name, url) => guards.http(name, { ...http, url: url ?? '' }),
  });
  const server = new ApolloServer<Leaving>({
    gateway,
    introspection: true,
    stopOnTerminationSignals: false,
    stringifyResult: (result) => bytesOrText(result),
    includeStacktraceInErrorResponses: false,
    plugins: [statusForRequestErrors, gateway.plugin],
  });
  await server.start();

  const listener = createServer(
    (request, response) => void answer({ server, engine: gateway }, path, request, response),
  );
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(port, host, resolve);
  });
  const admin = metrics && (await serveAdmin([metrics, guards], adminPort ?? 0));
  const { port: bound } = listener.address() as AddressInfo;
  return {
    url: `http://${host}:${bound}${path}`,
    port: bound,
    adminPort: (admin?.address() as AddressInfo | undefined)?.port,
    async stop() {
      const closed = new Promise((resolve) => listener.close(resolve));
      listener.closeIdleConnections();
      admin?.close();
      await closed;
      await server.stop();
    },
  };
}

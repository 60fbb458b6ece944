import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import { httpClient, type HttpClientOptions } from '../client/http.ts';
import { createEngine, type EngineOptions } from '../engine.ts';
import { stringifyResult } from '../write/written.ts';
import { answer } from './answer.ts';
import { statusForRequestErrors } from './status-plugin.ts';

export interface ServeOptions {
  readonly supergraphSdl: EngineOptions['supergraph'];
  readonly port: number;
  readonly host?: string;
  readonly path?: string;
  readonly executor?: 'compiled' | 'stock';
  readonly http?: Omit<HttpClientOptions, 'url'>;
}

export interface ServedEngine {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** Any federation 2 supergraph at `/graphql`, with `/health`, anonymous: trusted by whoever starts it. */
export async function serveEngine(options: ServeOptions): Promise<ServedEngine> {
  const { supergraphSdl, port, host = '127.0.0.1', path = '/graphql', executor = 'compiled', http } = options;
  const gateway = createEngine({
    supergraph: supergraphSdl,
    executor,
    client: (_, url) => httpClient({ ...http, url: url ?? '' }),
  });
  const server = new ApolloServer({
    gateway,
    introspection: true,
    stopOnTerminationSignals: false,
    stringifyResult: (result) => stringifyResult(result),
    includeStacktraceInErrorResponses: false,
    plugins: [statusForRequestErrors, gateway.plugin],
  });
  await server.start();

  const listener = createServer((request, response) => void answer(server, path, request, response));
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(port, host, resolve);
  });
  const { port: bound } = listener.address() as AddressInfo;
  return {
    url: `http://${host}:${bound}${path}`,
    port: bound,
    async stop() {
      const closed = new Promise((resolve) => listener.close(resolve));
      listener.closeIdleConnections();
      await closed;
      await server.stop();
    },
  };
}

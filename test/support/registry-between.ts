import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What stands between a gateway and its registry, and may change or hold back what the registry delivers. */
export interface RegistryBetween {
  readonly url: string;
  /** What is delivered instead; the text as it is, until this is set. */
  tamper: ((text: string) => string) | undefined;
  /** Whether nobody answers at all. */
  down: boolean;
  /** How often a delivery was asked for. */
  asked: number;
  /** Deliveries that were handed on, whole or not. */
  readonly delivered: string[];
  stop(): Promise<void>;
}

export async function startRegistryBetween(registryUrl: string): Promise<RegistryBetween> {
  const server = createServer((request, response) => {
    if (between.down) return void request.socket.destroy();
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void forward(request.url ?? '/', request.method ?? 'GET', request.headers, Buffer.concat(chunks)).then(
        ({ status, text }) => {
          if (between.down) return void response.destroy();
          response.writeHead(status, { 'content-type': 'application/json' }).end(text);
        },
        () => response.destroy(),
      );
    });
  });
  const forward = async (
    path: string,
    method: string,
    headers: NodeJS.Dict<string | string[]>,
    body: Buffer,
  ): Promise<{ status: number; text: string }> => {
    const isDelivery = path.startsWith('/v1/supergraph');
    if (isDelivery) between.asked += 1;
    // Asked in short turns, so that what is set here holds soon.
    const response = await fetch(new URL(isDelivery ? path.replace(/wait=\d+/, 'wait=0.2') : path, registryUrl), {
      method,
      headers: Object.fromEntries(
        ['authorization', 'content-type', 'if-none-match'].flatMap((name) =>
          typeof headers[name] === 'string' ? [[name, headers[name]]] : [],
        ),
      ),
      ...(method === 'POST' ? { body: new Uint8Array(body) } : {}),
    });
    const text = await response.text();
    const { tamper } = between;
    if (!isDelivery) return { status: response.status, text };
    if (response.status === 200) between.delivered.push(text);
    const last = between.delivered.at(-1);
    return tamper && last !== undefined ? { status: 200, text: tamper(last) } : { status: response.status, text };
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const between: RegistryBetween = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    tamper: undefined,
    down: false,
    asked: 0,
    delivered: [],
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return between;
}

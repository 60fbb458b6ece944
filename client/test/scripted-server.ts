import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a text as it is. */
  readonly body: unknown;
}

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: { readonly query: string; readonly variables: Record<string, unknown> };
  readonly at: number;
}

/** A real server that answers one thing after the other, the last one again and again, and keeps what it was sent. */
export async function scriptedServer(replies: readonly (Reply | 'hang' | 'cut')[]) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Received['body'];
      const reply = replies[Math.min(received.length, replies.length - 1)] ?? 'cut';
      received.push({ headers: request.headers, body, at: performance.now() });
      if (reply === 'hang') return;
      if (reply === 'cut') return void request.socket.destroy();
      response.writeHead(reply.status ?? 200, {
        'content-type': 'application/graphql-response+json',
        ...reply.headers,
      });
      response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    received,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

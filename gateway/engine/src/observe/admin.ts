import { createServer, type Server } from 'node:http';

/** Whatever has figures in the text format that Prometheus reads. */
export interface HasFigures {
  text(): string;
}

/** Names of this machine, and of no other: a page whose name a resolver was made to point here has another. */
const ownNames = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/**
 * A port of its own for those who run the gateway, so that what they see cannot be reached through the public one. It
 * is open to this machine alone: whoever collects from elsewhere runs an agent here.
 */
export async function serveAdmin(sources: readonly HasFigures[], port: number): Promise<Server> {
  const server = createServer((request, response) => {
    if (!ownNames.test(request.headers.host ?? '')) return void response.writeHead(403).end();
    if (request.method !== 'GET' || request.url !== '/metrics') return void response.writeHead(404).end();
    response.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8').end(textOf(sources));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

const textOf = (sources: readonly HasFigures[]) => sources.map((source) => source.text()).join('');

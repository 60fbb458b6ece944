import { createServer, type Server } from 'node:http';

/** Whatever has figures in the text format that Prometheus reads. */
export interface HasFigures {
  text(): string;
}

/** A port of its own for those who run the gateway, so that what they see cannot be reached through the public one. */
export async function serveAdmin(sources: readonly HasFigures[], port: number, host = '127.0.0.1'): Promise<Server> {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' || request.url !== '/metrics') return void response.writeHead(404).end();
    response.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8').end(textOf(sources));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return server;
}

const textOf = (sources: readonly HasFigures[]) => sources.map((source) => source.text()).join('');

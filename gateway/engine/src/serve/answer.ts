import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap } from '@apollo/server';
import type { Engine } from '../engine.ts';
import { asksForEvents, serveEvents } from '../subscribe/serve.ts';

const maxBody = 1024 * 1024;

/** What a request knows of its caller: when it leaves before it is answered. */
export interface Leaving {
  readonly signal: AbortSignal;
}

/** One HTTP request, on `node:http` itself: a framework would cost more than the rest of a small answer. */
export async function answer(
  { server, engine }: { readonly server: ApolloServer<Leaving>; readonly engine: Engine },
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const target = request.url ?? '/';
  const question = target.indexOf('?');
  const pathname = question < 0 ? target : target.slice(0, question);
  if (pathname === '/health') return plain(response, 200, 'ok');
  if (pathname !== path) return plain(response, 404, 'Not found');
  try {
    const body = request.method === 'POST' ? await readBody(request) : undefined;
    if (body === null) return plain(response, 413, 'Request body too large');
    const parsed = parseBody(request, body);
    if (parsed === invalid) return plain(response, 400, 'The body is not JSON');
    if (asksForEvents(request)) {
      return await serveEvents({ engine, context: {} }, parsed ?? {}, request, response);
    }
    const left = new AbortController();
    response.on('close', () => {
      if (!response.writableFinished) left.abort();
    });
    const result = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method ?? 'GET',
        headers: headersOf(request),
        search: question < 0 ? '' : target.slice(question),
        body: parsed,
      },
      context: async () => ({ signal: left.signal }),
    });
    for (const [name, value] of result.headers) response.setHeader(name, value);
    response.statusCode = result.status ?? 200;
    if (result.body.kind === 'complete') {
      response.end(result.body.string);
      return;
    }
    for await (const chunk of result.body.asyncIterator) response.write(chunk);
    response.end();
  } catch {
    if (!response.headersSent) plain(response, 500, 'Internal error');
    else response.destroy();
  }
}

function headersOf(request: IncomingMessage): HeaderMap {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return headers;
}

const invalid = Symbol('invalid');

/** @apollo/server wants `undefined` for a body that is not JSON by its content type; it answers 400 or 415 itself. */
function parseBody(request: IncomingMessage, body: Buffer | undefined): unknown {
  if (!body || !/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) return undefined;
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return invalid;
  }
}

/** The body, or null when it is larger than any operation needs to be. */
function readBody(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= maxBody) chunks.push(chunk);
    });
    request.on('end', () => resolve(length > maxBody ? null : Buffer.concat(chunks, length)));
    request.on('error', reject);
  });
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text);
}

import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** What a subgraph can do wrong on the wire. */
export type Fault =
  | { readonly kind: 'none' | 'hang' | 'reset' | 'truncate' | 'drip' | 'bomb' | 'flood' }
  | { readonly kind: 'slow'; readonly ms: number }
  /** One request of so many meets the fault, the others nothing. */
  | { readonly kind: 'each'; readonly nth: number; readonly fault: Fault }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly type?: string;
      readonly body: string;
      readonly headers?: Record<string, string>;
    };

/** What a subgraph answers: always the same, or what it makes of the request’s body. */
export type Answering = object | Making;
type Making = (body: string) => Promise<object>;

/** A subgraph that answers, until it is told to fail. */
export interface FaultServer {
  readonly url: string;
  fault: Fault;
  /** Requests that arrived. */
  calls: number;
  /** Requests whose sender went away before they were answered. */
  calledOff: number;
  readonly headers: IncomingMessage['headers'][];
  /** Ends all connections that are open, as a server that starts again does. */
  closeConnections(): Promise<void>;
  stop(): Promise<void>;
}

const json = { 'content-type': 'application/json' };
const refusal = '{"errors":[{"message":"Only the gateway may ask.","extensions":{"code":"UNAUTHENTICATED"}}]}';

/** Whether a request may be answered, by its headers and its body. */
export type Admits = (headers: IncomingMessage['headers'], body: Buffer) => Promise<unknown>;

/** `admits`: rejects what is not to be answered, as partners do whom others than the gateway ask. */
export async function startFaultServer(answering: Answering, admits?: Admits): Promise<FaultServer> {
  const making = typeof answering === 'function' ? (answering as Making) : undefined;
  // Made beforehand: it takes longer than the deadlines of tests.
  bomb();
  const act = (fault: Fault, response: ServerResponse, text: string): void => {
    switch (fault.kind) {
      case 'none':
        response.writeHead(200, json).end(text);
        return;
      case 'each':
        return act(made.calls % fault.nth === 0 ? fault.fault : { kind: 'none' }, response, text);
      case 'hang':
        return;
      case 'slow':
        setTimeout(() => response.writeHead(200, json).end(text), fault.ms);
        return;
      case 'reset':
        response.writeHead(200, { ...json, 'content-length': text.length }).write(text.slice(0, text.length / 2));
        setImmediate(() => response.destroy());
        return;
      case 'truncate':
        response.writeHead(200, json).end(text.slice(0, -2));
        return;
      case 'drip': {
        response.writeHead(200, json);
        const timer = setInterval(() => response.write(' '), 20);
        response.on('close', () => clearInterval(timer));
        return;
      }
      case 'bomb':
        response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(bomb());
        return;
      case 'flood': {
        response.writeHead(200, json).write('{"data":{"a":"');
        const megabyte = Buffer.alloc(1 << 20, 'x');
        let sent = 0;
        const more = () => {
          while (sent++ < 100 && !response.destroyed)
            if (!response.write(megabyte)) return void response.once('drain', more);
          if (!response.destroyed) response.end('"}}');
        };
        more();
        return;
      }
      case 'status':
        response
          .writeHead(fault.status, { 'content-type': fault.type ?? 'application/json', ...fault.headers })
          .end(fault.body);
    }
  };
  const server: Server = createServer((request, response) => {
    made.calls += 1;
    made.headers.push(request.headers);
    response.on('close', () => {
      if (!response.writableFinished) made.calledOff += 1;
    });
    response.on('error', () => undefined);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      if (admits)
        admits(request.headers, body).then(
          () => answer(body),
          () => act({ kind: 'status', status: 401, body: refusal }, response, ''),
        );
      else answer(body);
    });
    const answer = (body: Buffer) => {
      const answered = making?.(body.toString()) ?? Promise.resolve(answering);
      answered.then(
        (answer) => act(made.fault, response, JSON.stringify(answer)),
        () => response.destroy(),
      );
    };
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const made: FaultServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    fault: { kind: 'none' },
    calls: 0,
    calledOff: 0,
    headers: [],
    closeConnections: async () => server.closeAllConnections(),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return made;
}

let inflating: Buffer | undefined;
/** Sixty-four megabytes of zeros. */
const bomb = () => (inflating ??= gzipSync(Buffer.alloc(64 << 20)));

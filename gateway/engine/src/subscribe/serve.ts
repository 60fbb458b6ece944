import type { IncomingMessage, ServerResponse } from 'node:http';
import { createHash } from 'node:crypto';
import {
  getOperationAST,
  GraphQLError,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  type ValidationRule,
} from 'graphql';
import type { Engine } from '../engine.ts';
import { writeEvent } from './sse.ts';
import { stringifyResult } from '../write/written.ts';

export interface SseRequest {
  readonly query?: unknown;
  readonly variables?: unknown;
  readonly operationName?: unknown;
}

export interface SseOptions {
  readonly engine: Engine;
  /** Rules besides the specification's: limits, permissions. */
  readonly rules?: readonly ValidationRule[];
  /** What the caller's token or key came to; handed to the engine's callbacks as `context`. */
  readonly context: Record<string, unknown>;
  /** How often a comment is sent, so that what stands between does not take silence for death. */
  readonly pingMs?: number;
  /** How many bytes may wait for a slow reader before it is left. */
  readonly maxWaiting?: number;
}

/** Whether a request asks for events; everything else belongs to @apollo/server. */
export const asksForEvents = ({ headers }: IncomingMessage): boolean =>
  headers.accept?.includes('text/event-stream') ?? false;

/** Serves one subscription over `graphql-sse`, distinct connections mode. */
export async function serveEvents(
  { engine, rules = [], context, pingMs = 12_000, maxWaiting = 1024 * 1024 }: SseOptions,
  asked: SseRequest,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const schema = engine.servedSchema;
  const left = new AbortController();
  response.on('close', () => left.abort());
  const operation = schema && understood(asked, schema, rules);
  if (!schema || !operation) return refuse(response, [new GraphQLError('The gateway has no graph yet.')]);
  if ('errors' in operation) return refuse(response, operation.errors);

  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache',
    'x-accel-buffering': 'no',
  });
  response.flushHeaders();
  const ping = setInterval(() => response.write(':\n\n'), pingMs);
  const answers = engine.subscribe(
    { ...operation, schema, context, request: { ...operation.request, http: httpOf(request) } },
    left.signal,
  );
  try {
    for await (const { errors, data, extensions } of answers) {
      const shown = errors?.map((error) => engine.present(error.toJSON(), error));
      const text = stringifyResult({
        ...(shown && { errors: shown }),
        data: data ?? null,
        ...(extensions && { extensions }),
      });
      response.write(writeEvent('next', text));
      // A reader who does not keep up must not be kept in memory; it can ask again.
      if (response.writableLength > maxWaiting) return void response.destroy();
    }
    response.end(writeEvent('complete', ''));
  } finally {
    clearInterval(ping);
  }
}

type Understood = Parameters<Engine['subscribe']>[0] extends infer Context
  ? Pick<Context & object, Extract<keyof Context, 'document' | 'queryHash' | 'request'>>
  : never;

function understood(
  { query, variables, operationName }: SseRequest,
  schema: NonNullable<Engine['servedSchema']>,
  rules: readonly ValidationRule[],
): Understood | { readonly errors: readonly GraphQLError[] } {
  if (typeof query !== 'string') return { errors: [new GraphQLError('The request has no query.')] };
  const name = typeof operationName === 'string' ? operationName : undefined;
  try {
    const document = parse(query, { maxTokens: 10_000 });
    const errors = validate(schema, document, [...specifiedRules, ...rules], { maxErrors: 10 });
    if (errors.length > 0) return { errors };
    if (getOperationAST(document, name)?.operation !== OperationTypeNode.SUBSCRIPTION) {
      return { errors: [new GraphQLError('Only subscriptions are answered with events.')] };
    }
    return {
      document,
      queryHash: createHash('sha256').update(query).digest('hex'),
      request: {
        query,
        ...(name !== undefined && { operationName: name }),
        ...(isRecord(variables) && { variables }),
      },
    };
  } catch (error) {
    return { errors: [error instanceof GraphQLError ? error : new GraphQLError('The query cannot be read.')] };
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The callbacks of the engine read headers as they do for @apollo/server. */
function httpOf({ method = 'POST', url = '/', headers }: IncomingMessage) {
  const list = new Headers();
  for (const [name, value] of Object.entries(headers)) if (typeof value === 'string') list.set(name, value);
  return { method, url, headers: list };
}

function refuse(response: ServerResponse, errors: readonly GraphQLError[]): void {
  response.writeHead(400, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify({ errors }));
}

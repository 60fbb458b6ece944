import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type DocumentNode,
  getOperationAST,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
  type ValidationRule,
} from 'graphql';
import Negotiator from 'negotiator';
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
  /** What the caller is shown; without it the whole schema. */
  readonly schema?: GraphQLSchema | undefined;
  /** Rules besides the specification's: limits, permissions. */
  readonly rules?: readonly ValidationRule[];
  /** Asked before anything is planned; what it throws is the answer. */
  readonly check?: (asked: SseChecked) => Promise<void>;
  readonly maxTokens?: number;
  /** What the caller's token or key came to; handed to the engine's callbacks as `context`. */
  readonly context: Record<string, unknown>;
  /** Cuts the stream without completing it: its client may ask again. */
  readonly stop?: AbortSignal;
  /** How often a comment is sent, so that what stands between does not take silence for death. */
  readonly pingMs?: number;
  /** How many bytes may wait for a slow reader before it is left. */
  readonly maxWaiting?: number;
}

/** A subscription that is valid, and not planned yet. */
export interface SseChecked {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>> | undefined;
}

/** What a request can be answered with, those of @apollo/server first. */
const answers = ['application/graphql-response+json', 'application/json', 'multipart/mixed', 'text/event-stream'];

/**
 * Whether a request asks for events rather than for an answer; everything else belongs to @apollo/server. Some clients
 * say of every request that they take events too, after what they would rather have.
 */
export const asksForEvents = (request: IncomingMessage): boolean =>
  (request.headers.accept?.includes('text/event-stream') ?? false) &&
  new Negotiator(request).mediaType(answers) === 'text/event-stream';

/** Serves one subscription over `graphql-sse`, distinct connections mode. */
export async function serveEvents(
  {
    engine,
    schema: shown,
    rules = [],
    check,
    maxTokens = 10_000,
    context,
    stop,
    pingMs = 12_000,
    maxWaiting = 1024 * 1024,
  }: SseOptions,
  asked: SseRequest,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const schema = shown ?? engine.servedSchema;
  const left = new AbortController();
  response.on('close', () => left.abort());
  const operation = schema ? await understood(asked, schema, { rules, check, maxTokens }) : noGraph;
  if (!schema || 'errors' in operation) {
    const { errors } = operation as Refused;
    const { status = 400 } = (errors[0]?.extensions['http'] ?? {}) as { status?: number };
    return refuse(
      response,
      status,
      errors.map((error) => engine.present(error.toJSON(), error)),
    );
  }

  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache',
    'x-accel-buffering': 'no',
  });
  response.flushHeaders();
  const ping = setInterval(() => response.write(':\n\n'), pingMs);
  const answers = engine.subscribe(
    { ...operation, schema, context, request: { ...operation.request, http: httpOf(request) } },
    stop ? AbortSignal.any([left.signal, stop]) : left.signal,
  );
  try {
    for await (const { errors, data, extensions } of answers) {
      const shown = errors?.map((error) => engine.present(error.toJSON(), error));
      const text = stringifyResult({
        ...(shown && { errors: shown }),
        data: data ?? null,
        ...(extensions && { extensions }),
      });
      if (stop?.aborted) break;
      response.write(writeEvent('next', text));
      // A reader who does not keep up must not be kept in memory; it can ask again.
      if (response.writableLength > maxWaiting) return void response.destroy();
    }
    response.end(stop?.aborted ? '' : writeEvent('complete', ''));
  } finally {
    clearInterval(ping);
  }
}

type Understood = Parameters<Engine['subscribe']>[0] extends infer Context
  ? Pick<Context & object, Extract<keyof Context, 'document' | 'request'>>
  : never;

async function understood(
  { query, variables, operationName }: SseRequest,
  schema: GraphQLSchema,
  { rules, check, maxTokens }: Required<Pick<SseOptions, 'rules' | 'maxTokens'>> & { check: SseOptions['check'] },
): Promise<Understood | Refused> {
  if (typeof query !== 'string') return { errors: [refused('The request has no query.', 'BAD_REQUEST')] };
  const name = typeof operationName === 'string' ? operationName : undefined;
  try {
    const document = parse(query, { maxTokens });
    const errors = validate(schema, document, [...specifiedRules, ...rules], { maxErrors: 9 });
    if (errors.length > 0) return { errors: errors.map((error) => coded(error, 'GRAPHQL_VALIDATION_FAILED')) };
    const operation = getOperationAST(document, name);
    if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) {
      return { errors: [refused('Only subscriptions are answered with events.', 'OPERATION_RESOLUTION_FAILURE')] };
    }
    await check?.({ schema, document, operation, variables: isRecord(variables) ? variables : undefined });
    return {
      document,
      request: {
        query,
        ...(name !== undefined && { operationName: name }),
        ...(isRecord(variables) && { variables }),
      },
    };
  } catch (error) {
    const cause = error instanceof GraphQLError ? error : new GraphQLError('The query cannot be read.');
    return { errors: [coded(cause, 'GRAPHQL_PARSE_FAILED')] };
  }
}

interface Refused {
  readonly errors: readonly GraphQLError[];
}

const refused = (message: string, code: string) => new GraphQLError(message, { extensions: { code } });

/** What a rule says of its own code stays. */
const coded = ({ message, nodes, source, positions, extensions }: GraphQLError, code: string) =>
  new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    extensions: { code, ...extensions },
  });

const noGraph: Refused = { errors: [refused('The gateway has no graph yet.', 'SUBGRAPH_UNAVAILABLE')] };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The callbacks of the engine read headers as they do for @apollo/server. */
function httpOf({ method = 'POST', url = '/', headers }: IncomingMessage) {
  const list = new Headers();
  for (const [name, value] of Object.entries(headers)) if (typeof value === 'string') list.set(name, value);
  return { method, url, headers: list };
}

function refuse(response: ServerResponse, status: number, errors: readonly GraphQLFormattedError[]): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify({ errors }));
}

import {
  GraphQLError,
  Kind,
  parse,
  validate,
  valueFromASTUntyped,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';
import { type RecordReadings, tellOfReadings } from './readings.ts';
import type { Context } from './context.ts';
import { badLiterals, badVariables, present } from './present-errors.ts';

/** A GraphQL request as it reaches a subgraph. */
export interface GraphRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly operationName?: string | null | undefined;
}

/** A request with the text that it came as, which its identity vouches for; without a text, nobody does. */
export interface SentRequest extends GraphRequest {
  readonly body?: string;
}

type Values = Readonly<Record<string, unknown>>;

type Compiled =
  | { readonly document: DocumentNode; readonly run: CompiledQuery; readonly defaults: Values }
  | { readonly errors: readonly GraphQLError[] };

/** Bytes of query text whose compiled form is kept; a gateway sends few distinct ones, literals travel as variables. */
const keptQueryBytes = 2_000_000;

/**
 * Executes requests by compiled functions: parsing, validation and the walk over the selection are paid once per
 * distinct query.
 */
export function createExecutor(schema: GraphQLSchema, recordReadings: RecordReadings = tellOfReadings) {
  const compiled = new LRUCache<string, Compiled>({
    maxSize: keptQueryBytes,
    sizeCalculation: (_value, key) => key.length,
  });

  const compile = (request: GraphRequest): Compiled => {
    try {
      const document = parse(request.query, { maxTokens: 20_000 });
      const errors = validate(schema, document);
      if (errors.length > 0) return { errors: badLiterals(document, errors) };
      const run = compileQuery(schema, document, request.operationName ?? undefined, {
        disablingCapturingStackErrors: true,
      });
      return isCompiledQuery(run)
        ? { document, run, defaults: requiredDefaults(document) }
        : { errors: run.errors ?? [] };
    } catch (cause) {
      if (cause instanceof GraphQLError) return { errors: [cause] };
      throw cause;
    }
  };

  /** `event` is what a subscription's fields are read from, where the request is one. */
  return async (request: GraphRequest, context: Context, event?: unknown): Promise<ExecutionResult> => {
    const key = request.operationName ? `${request.operationName} ${request.query}` : request.query;
    let prepared = compiled.get(key);
    if (!prepared) compiled.set(key, (prepared = compile(request)));
    if ('errors' in prepared) return { errors: prepared.errors };
    const variables = { ...prepared.defaults, ...request.variables };
    const result = (await prepared.run.query(event, context, variables)) as ExecutionResult;
    const unrecorded = await recordedOr(context, recordReadings, request);
    if (unrecorded) return unrecorded;
    if (!result.errors) return result;
    if (result.data === undefined)
      return { errors: badVariables(schema, prepared.document, request) ?? result.errors.map(unquoted) };
    return { ...result, errors: result.errors.map((error) => present(error, context, request)) };
  };
}

/** The log is written before the answer leaves; where it cannot be, the answer does not. */
async function recordedOr(
  context: Context,
  recordReadings: RecordReadings,
  request: GraphRequest,
): Promise<ExecutionResult | undefined> {
  const readings = context.takeReadings();
  if (readings.length === 0) return undefined;
  try {
    await recordReadings(context, readings);
    return undefined;
  } catch (cause) {
    const fault = new GraphQLError('unrecorded', { originalError: cause as Error });
    return { data: null, errors: [present(fault, context, request)] };
  }
}

/** Compiled functions quote the whole variable that they refuse: it may hold what no log may. */
const unquoted = (error: GraphQLError): GraphQLError =>
  /^Variable ".*got invalid value/s.test(error.message)
    ? new GraphQLError('A variable does not fit its type.', {
        extensions: { code: 'BAD_USER_INPUT', path: [], rule: 'type' },
      })
    : error;

/** A variable that is required and has a default: compiled functions would ask for it all the same. */
function requiredDefaults(document: DocumentNode): Values {
  const variables = document.definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION ? (node.variableDefinitions ?? []) : [],
  );
  return Object.fromEntries(
    variables.flatMap(({ type, variable, defaultValue }) =>
      type.kind === Kind.NON_NULL_TYPE && defaultValue
        ? [[variable.name.value, valueFromASTUntyped(defaultValue)]]
        : [],
    ),
  );
}

export type Executor = ReturnType<typeof createExecutor>;

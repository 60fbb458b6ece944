import {
  createSourceEventStream,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import type { Context } from './context.ts';
import type { Executor, GraphRequest } from './execute.ts';
import { badVariables, present } from './present-errors.ts';

/**
 * Answers each event of a subscription as a request of its own: with a context, and so with rows, of its own instant.
 */
export async function* answerEvents(
  schema: GraphQLSchema,
  execute: Executor,
  request: GraphRequest,
  contextNow: () => Context,
  left: AbortSignal,
): AsyncGenerator<ExecutionResult> {
  const source = await sourceOf(schema, request, contextNow());
  if ('errors' in source) {
    yield source;
    return;
  }
  const events = source[Symbol.asyncIterator]();
  const leaving = new Promise<undefined>((resolve) => {
    if (left.aborted) resolve(undefined);
    left.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  try {
    for (;;) {
      const step = await Promise.race([events.next(), leaving]);
      if (!step || step.done) return;
      yield await execute(request, contextNow(), step.value);
    }
  } finally {
    void events.return?.();
  }
}

async function sourceOf(
  schema: GraphQLSchema,
  request: GraphRequest,
  context: Context,
): Promise<AsyncIterable<unknown> | { readonly errors: readonly GraphQLError[] }> {
  try {
    const document = parse(request.query, { maxTokens: 20_000 });
    const invalid = validate(schema, document);
    if (invalid.length > 0) return { errors: invalid };
    const refused = badVariables(schema, document, request);
    if (refused) return { errors: refused };
    const source = await createSourceEventStream({
      schema,
      document,
      contextValue: context,
      variableValues: request.variables ?? {},
      operationName: request.operationName ?? null,
    });
    if (Symbol.asyncIterator in source) return source;
    return { errors: (source.errors ?? []).map((error) => present(error, context, request)) };
  } catch (cause) {
    if (cause instanceof GraphQLError) return { errors: [present(cause, context, request)] };
    throw cause;
  }
}

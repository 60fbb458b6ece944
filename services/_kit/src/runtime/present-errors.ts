import {
  coerceInputValue,
  GraphQLError,
  Kind,
  typeFromAST,
  visit,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLSchema,
  type GraphQLFormattedError,
  type OperationDefinitionNode,
} from 'graphql';
import { ArgumentValidationError } from 'type-graphql';
import { placeOf, reason } from '../database/databases.ts';
import { RequestError } from '../errors.ts';
import { unquoted } from '../unquoted.ts';
import type { Context } from './context.ts';
import type { GraphRequest } from './execute.ts';

/** The one place where what was thrown becomes what a client sees: our own errors as they are, all else masked. */
export function present(
  error: GraphQLError | GraphQLFormattedError,
  context: Context,
  request: GraphRequest,
): GraphQLError {
  const cause = (error as { originalError?: unknown }).originalError ?? error;
  if (cause instanceof RequestError) return at(error, cause.message, cause.extensions);
  if (cause instanceof ArgumentValidationError) return invalidArguments(error, cause);
  if (error instanceof GraphQLError && !error.originalError)
    return at(error, error.message, { code: 'INTERNAL_SERVER_ERROR', ...error.extensions });
  const nul = pathToNul(request);
  if (nul) {
    const extensions = { code: 'BAD_USER_INPUT', path: nul, rule: 'text' };
    return at(error, 'A text holds the character U+0000, which cannot be stored.', extensions);
  }
  context.services.log.error(
    { requestId: context.requestId, path: error.path, cause: reason(cause), stack: placeOf(cause) },
    'a resolver failed',
  );
  return at(error, 'This part could not be answered because of a fault of ours.', {
    code: 'INTERNAL_SERVER_ERROR',
    requestId: context.requestId,
  });
}

/**
 * Where a request says U+0000: the one character of a text that PostgreSQL refuses, and how it fails on it depends on
 * the statement. Looked for only when something failed, so that a request that says nothing of the kind pays nothing.
 */
function pathToNul({ query, variables }: GraphRequest): string[] | undefined {
  return pathInside(variables) ?? (/\\u(0000|\{0+\})/.test(query) ? [] : undefined);
}

function pathInside(value: unknown): string[] | undefined {
  if (typeof value === 'string') return value.includes('\0') ? [] : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const rest = pathInside(inner);
    if (rest) return [key, ...rest];
  }
  return undefined;
}

const at = (error: GraphQLError | GraphQLFormattedError, message: string, extensions: Record<string, unknown>) =>
  new GraphQLError(message, { path: error.path ?? null, extensions });

/** A class-validator constraint as path and rule; the constraint's name is the rule. */
function invalidArguments(error: GraphQLError | GraphQLFormattedError, cause: ArgumentValidationError): GraphQLError {
  let [failure] = cause.extensions.validationErrors;
  // Arguments are validated by class: one that is an input type stands under the argument of that name.
  const path: string[] = failure?.target?.constructor.name.endsWith('Input') ? ['input'] : [];
  while (failure) {
    path.push(failure.property);
    if (!failure.children?.length) break;
    [failure] = failure.children;
  }
  const [[rule, message] = ['invalid', 'The value is not allowed.']] = Object.entries(failure?.constraints ?? {});
  return at(error, message, { code: 'BAD_USER_INPUT', path, rule });
}

/** What validation refuses: a gateway sends no invalid document, so it is a literal that its type refuses. */
export function badLiterals(document: DocumentNode, errors: readonly GraphQLError[]): GraphQLError[] {
  return errors.map((error) => {
    const [value] = error.nodes ?? [];
    const path: string[] = [];
    visit(document, {
      enter(node, _key, _parent, _path, ancestors) {
        if (node !== value) return;
        for (const ancestor of [...ancestors, node].flat()) {
          const place = ancestor;
          if (place.kind === Kind.ARGUMENT || place.kind === Kind.OBJECT_FIELD) path.push(place.name.value);
        }
      },
    });
    return new GraphQLError(unquoted(error.message), { extensions: { code: 'BAD_USER_INPUT', path, rule: 'type' } });
  });
}

/** Variables that do not fit their types, each with the path to the value and the type as the rule. */
export function badVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
  request: GraphRequest,
): GraphQLError[] | undefined {
  const operation = document.definitions.find(
    (node): node is OperationDefinitionNode =>
      node.kind === Kind.OPERATION_DEFINITION && (!request.operationName || node.name?.value === request.operationName),
  );
  const errors: GraphQLError[] = [];
  for (const { variable, type, defaultValue } of operation?.variableDefinitions ?? []) {
    const name = variable.name.value;
    const value = request.variables?.[name];
    if (value === undefined && (defaultValue || type.kind !== Kind.NON_NULL_TYPE)) continue;
    const inputType = typeFromAST(schema, type as never) as GraphQLInputType | undefined;
    if (!inputType) continue;
    coerceInputValue(value, inputType, (path, _invalid, error) => {
      const place = [name, ...path];
      errors.push(
        new GraphQLError(`${place.join('.')}: ${unquoted(error.message)}`, {
          extensions: { code: 'BAD_USER_INPUT', path: place, rule: String(inputType).replace(/!$/, '') },
        }),
      );
    });
  }
  return errors.length > 0 ? errors : undefined;
}

import { GraphQLError } from 'graphql';
import { documentLimits } from './document-limits.ts';

/**
 * Why the values sent along may not be read, or undefined. Goes no deeper than is allowed, so that a hundred thousand
 * brackets cost no more than ten.
 */
export function variablesRefusal(variables: Readonly<Record<string, unknown>> | undefined): GraphQLError | undefined {
  for (const [name, value] of Object.entries(variables ?? {})) {
    const refusal = refusalOf(value, [name], documentLimits.variableNesting);
    if (refusal) return refusal;
  }
  return undefined;
}

function refusalOf(value: unknown, path: readonly (string | number)[], levels: number): GraphQLError | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (levels === 0) return refused('maxNesting', path, documentLimits.variableNesting, 'nested more deeply than');
  if (Array.isArray(value) && value.length > documentLimits.listItems)
    return refused('maxItems', path, documentLimits.listItems, 'a list with more entries than');
  for (const [key, inner] of Object.entries(value)) {
    const refusal = refusalOf(inner, [...path, Array.isArray(value) ? Number(key) : key], levels - 1);
    if (refusal) return refusal;
  }
  return undefined;
}

/** Names where, never what: a value may be somebody's. Names of keys below the variable are the caller's own too. */
const refused = (rule: string, path: readonly (string | number)[], limit: number, what: string) =>
  new GraphQLError(`The variable $${path[0]} is ${what} ${limit}.`, {
    extensions: { code: 'BAD_USER_INPUT', path: path.slice(0, 1), rule, limit, http: { status: 400 } },
  });

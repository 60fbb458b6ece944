import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { type ErrorCode, errorCodes, type Logger, placeOf, shownCodes, unquoted } from '@millgate/kit';
import { documentLimits } from '../limits/document-limits.ts';
import { currentRequest } from './current-request.ts';
import { messageFor } from './error-language.ts';

/** Extensions that tell a client what to do; all others stay here. */
const keptExtensions = ['code', 'path', 'rule', 'limit', 'found', 'cost', 'retryAfter', 'partner', 'reason'] as const;

/** The one place where an error becomes what a client sees. */
export function presentErrors(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const { message, extensions = {} } = named(formatted);
    const code = typeof extensions.code === 'string' ? extensions.code : '';
    const requestId = currentRequest()?.requestId ?? randomUUID();
    const place = {
      ...(formatted.locations ? { locations: formatted.locations } : {}),
      ...(formatted.path ? { path: formatted.path } : {}),
    };
    if (shownCodes.has(code)) {
      const kept = keptExtensions.filter((name) => extensions[name] !== undefined);
      const { retryable } = errorCodes[code as ErrorCode];
      return {
        message: messageFor(code as ErrorCode, message, extensions),
        ...place,
        extensions: { ...Object.fromEntries(kept.map((name) => [name, extensions[name]])), retryable, requestId },
      };
    }
    // A subgraph has logged its own fault under the same id; whatever else arrives here is the gateway's.
    if (extensions.requestId !== requestId) {
      log.error({ requestId, ...faultOf(error), code, path: formatted.path }, 'a request failed');
    }
    return {
      message: messageFor('INTERNAL_SERVER_ERROR', 'This could not be answered because of a fault of ours.', {}),
      ...place,
      extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false, requestId },
    };
  };
}

/**
 * What a fault is and where it happened, without its message: what a parser or a subgraph says quotes what it was given,
 * and that may be somebody's.
 */
export function faultOf(error: unknown): { readonly fault: string; readonly stack: string } {
  const cause = unwrapResolverError(error);
  const { name = 'unknown', code } = (cause ?? {}) as { name?: string; code?: unknown };
  return { fault: typeof code === 'string' ? `${name} ${code}` : name, stack: placeOf(cause ?? {}) };
}

/** graphql and @apollo/server give some refusals no code of their own. */
function named(formatted: GraphQLFormattedError): GraphQLFormattedError {
  if (formatted.message.startsWith('Syntax Error: Document contains more that ')) {
    const limit = documentLimits.tokens;
    const message = `The document has more than ${limit} tokens. Ask in parts.`;
    return { ...formatted, message, extensions: { code: 'QUERY_TOO_COMPLEX', limit } };
  }
  const [, variable] = /^Variable "\$(\w+)" got invalid value /.exec(formatted.message) ?? [];
  return {
    ...formatted,
    message: unquoted(formatted.message),
    extensions: { ...(variable === undefined ? {} : { path: [variable], rule: 'type' }), ...formatted.extensions },
  };
}

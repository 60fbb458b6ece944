import { randomUUID } from 'node:crypto';
import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { type ErrorCode, errorCodes, type Logger, shownCodes } from '@millgate/kit';
import { documentLimits } from '../limits/document-limits.ts';
import { currentRequest } from './current-request.ts';

/** Extensions that tell a client what to do; all others stay here. */
const keptExtensions = ['code', 'path', 'rule', 'limit', 'found', 'cost', 'retryAfter'] as const;

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
        message,
        ...place,
        extensions: { ...Object.fromEntries(kept.map((name) => [name, extensions[name]])), retryable, requestId },
      };
    }
    // A subgraph has logged its own fault under the same id; whatever else arrives here is the gateway's.
    if (extensions.requestId !== requestId) {
      const { message: cause, stack } = (unwrapResolverError(error) ?? {}) as Partial<Error>;
      log.error({ requestId, cause, stack, path: formatted.path }, 'a request failed');
    }
    return {
      message: 'This could not be answered because of a fault of ours.',
      ...place,
      extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false, requestId },
    };
  };
}

/** graphql and @apollo/server give some refusals no code of their own. */
function named(formatted: GraphQLFormattedError): GraphQLFormattedError {
  if (formatted.message.startsWith('Syntax Error: Document contains more that ')) {
    const limit = documentLimits.tokens;
    const message = `The document has more than ${limit} tokens. Ask in parts.`;
    return { ...formatted, message, extensions: { code: 'QUERY_TOO_COMPLEX', limit } };
  }
  return formatted;
}

import { unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { type Logger, shownCodes } from '@millgate/kit';

/** Extensions that tell a client what to do; all others stay here. */
const keptExtensions = ['code', 'path', 'rule', 'limit', 'found', 'requestId'] as const;

/** The one place where an error becomes what a client sees. */
export function presentErrors(log: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const code = typeof formatted.extensions?.code === 'string' ? formatted.extensions.code : '';
    const place = {
      ...(formatted.locations ? { locations: formatted.locations } : {}),
      ...(formatted.path ? { path: formatted.path } : {}),
    };
    if (shownCodes.has(code)) {
      const kept = keptExtensions.filter((name) => formatted.extensions?.[name] !== undefined);
      return {
        message: formatted.message,
        ...place,
        extensions: Object.fromEntries(kept.map((name) => [name, formatted.extensions?.[name]])),
      };
    }
    // A subgraph has logged its own fault; whatever else arrives here is the gateway's.
    if (formatted.extensions?.requestId === undefined) {
      const { message, stack } = (unwrapResolverError(error) ?? {}) as Partial<Error>;
      log.error({ cause: message, stack, path: formatted.path }, 'a request failed');
    }
    const requestId = formatted.extensions?.requestId;
    return {
      message: 'This could not be answered because of a fault of ours.',
      ...place,
      extensions: { code: 'INTERNAL_SERVER_ERROR', ...(requestId ? { requestId } : {}) },
    };
  };
}

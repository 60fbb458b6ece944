import type { FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import {
  type Caller,
  type Clock,
  type ErrorCode,
  InvalidToken,
  type KeyStore,
  purposeHeader,
  purposes,
  signIdentity,
  type StatedPurpose,
  statedPurpose,
} from '@millgate/kit';
import type { AccessGrant } from '../engine/src/index.ts';
import { type Authenticated, authenticator } from './identity/authenticate.ts';
import { currentRequest } from './plugins/current-request.ts';
import type { Cost } from './limits/limits.ts';
import type { Account } from './rates/account.ts';
import type { Standing } from './rates/rates.ts';

/** What the gateway knows of one request. */
export interface RequestContext {
  readonly caller: Caller;
  /** What access directives let the caller see and do. */
  readonly grant: AccessGrant;
  readonly requestId: string;
  readonly acceptLanguage: string | undefined;
  /** What its operation costs; set when the operation was admitted. */
  cost?: Cost;
  /** Whose budget it spends; nobody's where rates are not limited, or when a part of the graph asks. */
  account?: Account;
  /** Where the account stands; set when it was charged. */
  standing?: Standing;
  /** Whether its document was registered beforehand. */
  trusted?: boolean;
  /** The signed identity for one request to a subgraph: nobody can use it for another. */
  identityFor(subgraph: string, body: string): Promise<string>;
}

export interface Admission {
  readonly mode: 'demo' | 'production';
  readonly keys: KeyStore;
  readonly clock: Clock;
  /** Names of the services whose tokens are believed, besides the issuer’s. */
  readonly services: readonly string[];
}

const refused = (code: ErrorCode, message: string, status: number, details: Record<string, unknown> = {}) =>
  new GraphQLError(message, { extensions: { code, ...details, http: { status } } });

/** Admits a request: who asks, and for which instant. */
export function admission({
  mode,
  keys,
  clock,
  services,
}: Admission): (request: FastifyRequest) => Promise<RequestContext> {
  const authenticate = authenticator({ keys, clock, services });

  const callerFrom = async (authorization: string | undefined): Promise<Authenticated> => {
    try {
      return await authenticate(authorization);
    } catch (cause) {
      if (!(cause instanceof InvalidToken)) throw cause;
      throw refused('UNAUTHENTICATED', 'The token is not valid here, or not any more. Sign in again.', 401);
    }
  };

  const instantFrom = (header: string | string[] | undefined): Date | undefined => {
    if (header === undefined) return undefined;
    if (mode === 'production')
      throw refused('BAD_USER_INPUT', 'The header millgate-now is refused in production.', 400, {
        path: ['millgate-now'],
        rule: 'demoOnly',
      });
    const instant = new Date(String(header));
    if (Number.isNaN(instant.getTime()) || !/^\d{4}-\d\d-\d\dT/.test(String(header))) {
      throw refused(
        'BAD_USER_INPUT',
        'The header millgate-now must be a DateTime, such as 2026-11-20T17:30:00+08:00.',
        400,
        { path: ['millgate-now'], rule: 'DateTime' },
      );
    }
    return instant;
  };

  return async (request) => {
    const stated = purposeFrom(request.headers[purposeHeader]);
    const now = instantFrom(request.headers['millgate-now']);
    const { caller, grant } = await callerFrom(request.headers.authorization);
    const requestId = currentRequest()?.requestId ?? '';
    return {
      caller,
      grant,
      requestId,
      acceptLanguage: request.headers['accept-language'],
      identityFor: (subgraph, body) =>
        signIdentity(
          keys,
          clock,
          subgraph,
          { caller, requestId, ...(now ? { now } : {}), ...(stated ? { stated } : {}) },
          body,
        ),
    };
  };
}

/** What the caller reads protected data for. The list is closed, so that the log holds no text of anybody's choice. */
function purposeFrom(header: string | string[] | undefined): StatedPurpose | undefined {
  if (header === undefined) return undefined;
  const stated = statedPurpose(String(header));
  if (stated) return stated;
  const known = Object.keys(purposes).join(', ');
  throw refused(
    'BAD_USER_INPUT',
    `The header ${purposeHeader} must be one of ${known}, with "; case=ID" for a case.`,
    400,
    {
      path: [purposeHeader],
      rule: 'purpose',
    },
  );
}

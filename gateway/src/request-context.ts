import type { FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import {
  type ContractName,
  type Caller,
  type ErrorCode,
  InvalidToken,
  type Logger,
  purposeHeader,
  purposes,
  reason,
  signIdentity,
  signPartnerIdentity,
  type StatedPurpose,
  statedPurpose,
} from '@millgate/kit';
import type { AccessGrant } from '../engine/src/index.ts';
import type { ApiKey } from './identity/api-keys.ts';
import { type Authenticated, type Authentication, authenticator } from './identity/authenticate.ts';
import { requestMillis } from './deadlines.ts';
import { currentRequest } from './plugins/current-request.ts';
import type { Cost } from './limits/limits.ts';
import type { Account } from './rates/account.ts';
import type { Standing } from './rates/rates.ts';

/** What the gateway knows of one request. */
export interface RequestContext {
  readonly caller: Caller;
  /** Aborted when the caller has left before being answered. */
  readonly signal?: AbortSignal;
  /** When, on the scale of `performance.now()`, it stops waiting: its own word, or ours. */
  readonly deadline: number;
  /** The front end's key, where it has one. */
  readonly key?: ApiKey;
  /** As what the schema is shown. */
  readonly contract: ContractName;
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
  /** Whether the answer says something of the caller that the caller did not send. */
  personal?: boolean;
  /** Whether its document was registered beforehand. */
  trusted?: boolean;
  /** The signed identity for one request to a subgraph: nobody can use it for another. */
  identityFor(subgraph: string, body: string): Promise<string>;
}

export interface Admission extends Authentication {
  readonly log: Logger;
  /** Whether somebody else runs the subgraph: it is told less of who asks. */
  readonly isForeign: (subgraph: string) => boolean;
  /** From which the names are made by which such subgraphs know callers. */
  readonly pseudonyms: Buffer;
}

/** The header in which a front end sends its key; its token, in `authorization`, speaks for the person. */
export const keyHeader = 'millgate-key';

const refused = (code: ErrorCode, message: string, status: number, details: Record<string, unknown> = {}) =>
  new GraphQLError(message, { extensions: { code, ...details, http: { status } } });

/** Admits a request: who asks, and for which instant. */
export function admission({
  log,
  mode,
  keys,
  clock,
  isForeign,
  pseudonyms,
  ...given
}: Admission): (request: FastifyRequest) => Promise<RequestContext> {
  const authenticate = authenticator({ mode, keys, clock, ...given });

  const callerFrom = async ({ headers }: FastifyRequest): Promise<Authenticated> => {
    try {
      return await authenticate(headers.authorization, headers[keyHeader]?.toString());
    } catch (cause) {
      if (cause instanceof InvalidToken) {
        throw refused('UNAUTHENTICATED', 'The token or key is not valid here, or not any more. Sign in again.', 401);
      }
      // Without knowing what was revoked, and whose keys hold, nobody is believed.
      log.error({ cause: reason(cause) }, 'callers cannot be identified');
      throw refused('IDENTITY_UNAVAILABLE', 'Who asks cannot be proved at the moment. Try again soon.', 503);
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
    const deadline = deadlineFrom(request.headers[deadlineHeader]);
    warnOfKeyInUrl(request, log);
    const { caller, grant, key, contract } = await callerFrom(request);
    const requestId = currentRequest()?.requestId ?? '';
    const asked = { caller, requestId, ...(now ? { now } : {}) };
    return {
      caller,
      ...(key ? { key } : {}),
      contract,
      grant,
      requestId,
      deadline,
      acceptLanguage: request.headers['accept-language'],
      identityFor: (subgraph, body) =>
        isForeign(subgraph)
          ? signPartnerIdentity(keys, clock, subgraph, { ...asked, pseudonyms }, body)
          : signIdentity(keys, clock, subgraph, { ...asked, ...(stated ? { stated } : {}) }, body),
    };
  };
}

/** How long the caller waits, in milliseconds; a subgraph is told what is left of it. */
const deadlineHeader = 'x-deadline-ms';

/** A caller may wait for less than we would, and not for longer. */
function deadlineFrom(header: string | string[] | undefined): number {
  const now = performance.now();
  if (header === undefined) return now + requestMillis;
  if (/^\d{1,9}$/.test(String(header))) return now + Math.min(requestMillis, Number(header));
  throw refused('BAD_USER_INPUT', `The header ${deadlineHeader} must be a number of milliseconds.`, 400, {
    path: [deadlineHeader],
    rule: 'integer',
  });
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

/** Addresses are written into histories and logs: a key in one is not used, whoever sent it. */
function warnOfKeyInUrl({ url }: FastifyRequest, log: Logger): void {
  const question = url.indexOf('?');
  if (question < 0) return;
  const named = [...new URLSearchParams(url.slice(question)).keys()].some((name) =>
    /^(api[-_]?key|millgate-key|access_token|token|key)$/i.test(name),
  );
  if (named) log.warn('a key in an address was ignored');
}

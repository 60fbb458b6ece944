import {
  anonymous,
  type Caller,
  callerOf,
  type Clock,
  createVerifier,
  graphAudience,
  InvalidToken,
  type KeyStore,
  scopesOf,
} from '@millgate/kit';
import type { AccessGrant } from '../../engine/src/index.ts';

/** Who asks, and what they may see of the graph. */
export interface Authenticated {
  readonly caller: Caller;
  readonly grant: AccessGrant;
}

export interface Authentication {
  readonly keys: KeyStore;
  readonly clock: Clock;
  /** Names of the services whose tokens are believed, besides the issuer’s. */
  readonly services: readonly string[];
}

const nobody: Authenticated = Object.freeze({
  caller: anonymous,
  grant: { authenticated: false, scopes: new Set<string>() },
});

/** Says who a request speaks for; throws `InvalidToken` for a token that proves nothing. */
export function authenticator({ keys, clock, services }: Authentication) {
  const verify = createVerifier(keys, clock);
  const believed = new Set(['issuer', ...services]);

  return async (authorization: string | undefined): Promise<Authenticated> => {
    if (authorization === undefined) return nobody;
    const [scheme = '', token] = authorization.split(' ');
    if (scheme.toLowerCase() !== 'bearer' || !token) throw new InvalidToken('not a bearer token');
    const claims = await verify(token, { signers: (signer) => believed.has(signer), audience: graphAudience });
    const caller = callerOf(claims);
    // The issuer speaks for people only, a service for itself only.
    const signer = claims.iss === 'issuer' ? undefined : claims.iss;
    if ((caller.kind === 'SERVICE' ? caller.name : undefined) !== signer) throw new InvalidToken('another’s name');
    const scopes = scopesOf(caller, grantedBy(claims.scope));
    return { caller, grant: { authenticated: caller.kind !== 'ANONYMOUS', scopes } };
  };
}

/** The `scope` claim of RFC 8693: names with spaces between. */
const grantedBy = (scope: unknown): readonly string[] | undefined =>
  typeof scope === 'string' ? scope.split(' ').filter(Boolean) : undefined;

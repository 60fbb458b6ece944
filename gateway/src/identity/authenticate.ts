import type { JWTPayload } from 'jose';
import {
  type ContractName,
  anonymous,
  type Caller,
  callerOf,
  type Clock,
  createVerifier,
  type Database,
  graphAudience,
  grantedScopes,
  holdsSomewhere,
  InvalidToken,
  type KeyStore,
  roles,
  scopesOf,
} from '@millgate/kit';
import type { AccessGrant } from '../../engine/src/index.ts';
import { type ApiKey, apiKeyReader } from './api-keys.ts';
import { issuerVerifier, type TrustedIssuer } from './issuers.ts';
import { revocationReader } from './revocations.ts';

/** Who asks, with what, and what they may see of the graph. */
export interface Authenticated {
  readonly caller: Caller;
  /** The front end, where it has a key. */
  readonly key?: ApiKey;
  /** As what the schema is shown. */
  readonly contract: ContractName;
  readonly grant: AccessGrant;
}

export interface Authentication {
  readonly mode: 'demo' | 'production';
  readonly keys: KeyStore;
  readonly clock: Clock;
  readonly database: Database;
  /** Names of the services whose tokens are believed. */
  readonly services: readonly string[];
  /** Whose tokens about people are believed, and for whom they must be. */
  readonly issuers?: readonly TrustedIssuer[];
  readonly audience?: string;
}

/** The issuer of the invented people: ours, and of demo mode only. */
export const demoIssuer = 'issuer';

/** A token of ours has some hundred bytes; what is larger is not worth the work of refusing it properly. */
const maxTokenLength = 8_192;

/** Says who a request speaks for; throws `InvalidToken` for a token or a key that proves nothing. */
export function authenticator({ mode, keys, clock, database, services, issuers, audience }: Authentication) {
  const ours = createVerifier(keys, clock);
  const theirs = issuerVerifier({ issuers: issuers ?? [], audience: audience ?? graphAudience, clock });
  const believed = new Set([...services, ...(mode === 'demo' ? [demoIssuer] : [])]);
  const isRevoked = revocationReader(database);
  const keyOf = apiKeyReader(database, clock);

  const claimsFrom = async (authorization: string): Promise<JWTPayload & { readonly ofService?: string }> => {
    const [scheme = '', token, ...more] = authorization.split(' ');
    if (scheme.toLowerCase() !== 'bearer' || !token || more.length > 0 || token.length > maxTokenLength) {
      throw new InvalidToken('not a bearer token');
    }
    const foreign = await theirs(token);
    const claims =
      foreign ?? (await ours(token, { signers: (signer) => believed.has(signer), audience: graphAudience }));
    if (await isRevoked(claims)) throw new InvalidToken('revoked');
    return claims;
  };

  return async (authorization: string | undefined, keyText: string | undefined): Promise<Authenticated> => {
    const key = keyText === undefined ? undefined : await keyOf(keyText);
    if (keyText !== undefined && !key) throw new InvalidToken('not a key');
    const front = key ? { key } : {};
    if (authorization === undefined) {
      const scopes = new Set(key?.scopes ?? []);
      const grant = { authenticated: false, scopes };
      return { ...front, caller: anonymous, contract: key?.contract ?? 'public', grant };
    }
    const claims = await claimsFrom(authorization);
    const granted = grantedBy(claims['scope']);
    const caller = withGrant(speaker(claims, services), granted);
    const scopes = scopesOf(caller, granted);
    const contract = key?.contract ?? contractOf(caller);
    return { ...front, caller, contract, grant: { authenticated: true, scopes } };
  };
}

/** An issuer speaks for people only, a service for itself only; a role that we do not know is none. */
function speaker(claims: JWTPayload, services: readonly string[]): Caller {
  const caller = callerOf(claims);
  const signer = claims.iss !== undefined && services.includes(claims.iss) ? claims.iss : undefined;
  if (caller.kind === 'ANONYMOUS') throw new InvalidToken('nobody’s token');
  if ((caller.kind === 'SERVICE' ? caller.name : undefined) !== signer) throw new InvalidToken('another’s name');
  if (caller.kind === 'SERVICE') return caller;
  return { ...caller, roles: caller.roles.filter(({ role }) => roles.includes(role)) };
}

/** What a partner sees of a row hangs on what it was granted, so the rows’ own rules have to know. */
const withGrant = (caller: Caller, granted: readonly string[] | undefined): Caller =>
  caller.kind === 'PERSON' && holdsSomewhere(caller, 'PARTNER')
    ? { ...caller, granted: grantedScopes(granted) }
    : caller;

/** The `scope` claim of RFC 8693: names with spaces between. */
const grantedBy = (scope: unknown): readonly string[] | undefined =>
  typeof scope === 'string' ? scope.split(' ').filter(Boolean) : undefined;

/** Whoever signs in without another's front end uses the community's own; a partner agency has its own view. */
function contractOf(caller: Caller): ContractName {
  const isPartner = caller.kind === 'PERSON' && caller.roles.every(({ role }) => role === 'PARTNER');
  return isPartner && caller.roles.length > 0 ? 'partner' : 'internal';
}

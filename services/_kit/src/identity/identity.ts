import { createHash, createHmac, sign, verify } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import { type Caller, callerKey } from './caller.ts';
import type { KeyStore } from './keys.ts';
import { isPurpose, type StatedPurpose } from './purposes.ts';
import { callerOf, claimsOf, InvalidToken } from './tokens.ts';

/** The header in which the gateway tells a subgraph who asks. */
export const identityHeader = 'millgate-identity';

/** Seconds for which a subgraph accepts an identity. */
const lifetimeSeconds = 30;
const leewaySeconds = 5;
const signer = 'gateway';

/** What the gateway vouches for on one request. */
export interface Identity {
  readonly caller: Caller;
  readonly requestId: string;
  /** The instant the request is to be answered for; absent where it is the real present. */
  readonly now?: Date;
  /** What the caller reads protected data for, if they said so. */
  readonly stated?: StatedPurpose;
}

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const digest = (body: string) => createHash('sha256').update(body).digest('base64url');

/** The one header that an identity has: there is nothing to choose, and so nothing to be talked into. */
const head = encoded({ alg: 'EdDSA', kid: signer });

/**
 * The gateway's side: an identity as a JWT (EdDSA), signed for one subgraph and for one request, whose body it names.
 * Made by hand because one is signed for every fetch: without promises it costs a third.
 */
export const signIdentity = (
  keys: KeyStore,
  clock: Clock,
  subgraph: string,
  { caller, stated, ...request }: Identity,
  body: string,
): Promise<string> => {
  const reads = stated ? { reads: stated.purpose, case: stated.caseId } : {};
  return signClaims(keys, clock, subgraph, { ...claimsOf(caller), ...reads }, request, body);
};

/**
 * As `signIdentity`, for a subgraph that somebody else runs. It is told that the same somebody asks, by a name that
 * holds at this subgraph alone, and whether a record that the request names anyway is the caller's own; neither who
 * that is, nor what they are to the community, nor what they read for.
 */
export const signPartnerIdentity = (
  keys: KeyStore,
  clock: Clock,
  subgraph: string,
  { caller, pseudonyms, ...request }: Omit<Identity, 'stated'> & { readonly pseudonyms: Buffer },
  body: string,
): Promise<string> => {
  const sub = caller.kind === 'ANONYMOUS' ? {} : { sub: pseudonymOf(pseudonyms, subgraph, caller) };
  // As a value of its own: within a query or a longer text the quotes would be escaped.
  const isNamed = caller.kind === 'PERSON' && body.includes(JSON.stringify(caller.id));
  return signClaims(keys, clock, subgraph, { ...sub, ...(isNamed ? { self: caller.id } : {}) }, request, body);
};

/** Two partners that compare what they were told cannot tell that it was one person. */
const pseudonymOf = (secret: Buffer, subgraph: string, caller: Caller): string =>
  `psn_${createHmac('sha256', secret)
    .update(`${subgraph}\n${callerKey(caller)}`)
    .digest('base64url')
    .slice(0, 24)}`;

async function signClaims(
  keys: KeyStore,
  clock: Clock,
  subgraph: string,
  said: Readonly<Record<string, unknown>>,
  { requestId, now }: Pick<Identity, 'requestId' | 'now'>,
  body: string,
): Promise<string> {
  const issuedAt = Math.floor(clock.now().getTime() / 1000);
  const claims = {
    ...said,
    iss: signer,
    aud: subgraph,
    iat: issuedAt,
    exp: issuedAt + lifetimeSeconds,
    jti: requestId,
    body: digest(body),
    ...(now ? { now: now.toISOString() } : {}),
  };
  const signed = `${head}.${encoded(claims)}`;
  const key = await keys.privateKey(signer);
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
}

/** Identities whose signature was verified: a request is identified before it is read, and again before it is run. */
const remembered = 200;

/** The subgraph's side: who asks, or `InvalidToken` for a request that did not come by the gateway as it is. */
export function identityReader(keys: KeyStore, clock: Clock, subgraph: string) {
  const known = new LRUCache<string, Readonly<Record<string, unknown>>>({ max: remembered });

  const claimsFrom = async (token: string): Promise<Readonly<Record<string, unknown>>> => {
    const before = known.get(token);
    if (before) return before;
    const [header, payload = '', signature = '', ...more] = token.split('.');
    if (header !== head || more.length > 0) throw new InvalidToken('not an identity');
    const key = await keys.publicKey(signer);
    const right = verify(null, Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, 'base64url'));
    if (!right) throw new InvalidToken('not signed by the gateway');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as Record<string, unknown>;
    known.set(token, claims);
    return claims;
  };

  return async (header: string | undefined, body: string): Promise<Identity> => {
    if (!header || body === '') throw new InvalidToken('no identity');
    const claims = await claimsFrom(header);
    const { aud, exp, iat, jti, now } = claims;
    const present = clock.now().getTime() / 1000;
    if (aud !== subgraph) throw new InvalidToken('for another subgraph');
    if (typeof exp !== 'number' || typeof iat !== 'number' || exp - iat > lifetimeSeconds) {
      throw new InvalidToken('held too long');
    }
    if (present > exp + leewaySeconds) throw new InvalidToken('of another time');
    if (claims['body'] !== digest(body)) throw new InvalidToken('for another request');
    return {
      caller: grantedCaller(claims),
      requestId: typeof jti === 'string' ? jti : '',
      ...(typeof now === 'string' ? { now: new Date(now) } : {}),
      ...statedIn(claims),
    };
  };
}

/** Only the gateway says what a partner was granted; in a token of an issuer the claim means nothing. */
function grantedCaller(claims: Readonly<Record<string, unknown>>): Caller {
  const [caller, granted] = [callerOf(claims), claims['granted']];
  return caller.kind === 'PERSON' && Array.isArray(granted) ? { ...caller, granted: granted.map(String) } : caller;
}

function statedIn({ reads, case: caseId }: Readonly<Record<string, unknown>>): { stated: StatedPurpose } | undefined {
  if (typeof reads !== 'string' || !isPurpose(reads)) return undefined;
  return { stated: typeof caseId === 'string' ? { purpose: reads, caseId } : { purpose: reads } };
}

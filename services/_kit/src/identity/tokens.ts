import { randomUUID } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { errors, jwtVerify, SignJWT, decodeProtectedHeader, type JWTPayload } from 'jose';
import type { Clock } from '../clock.ts';
import type { Caller, RoleGrant } from './caller.ts';
import type { KeyStore, Signer } from './keys.ts';

/** Thrown for a token that does not prove what it says. Carries no part of the token. */
export class InvalidToken extends Error {
  override name = 'InvalidToken';
}

export interface Expectation {
  /** Signers that may have issued the token. */
  readonly signers: (signer: Signer) => boolean;
  readonly audience: string;
}

/** The audience of the tokens that callers bring to the graph. */
export const graphAudience = 'millgate';

const leewaySeconds = 5;

/** Issues a token of ours: fixed algorithm, the signer as `iss` and `kid`. */
export async function issueToken(
  keys: KeyStore,
  clock: Clock,
  token: { signer: Signer; audience: string; lifetimeSeconds: number; claims: JWTPayload },
): Promise<string> {
  const issuedAt = Math.floor(clock.now().getTime() / 1000);
  return new SignJWT(token.claims)
    .setJti(token.claims.jti ?? randomUUID())
    .setProtectedHeader({ alg: 'EdDSA', kid: token.signer })
    .setIssuer(token.signer)
    .setAudience(token.audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + token.lifetimeSeconds)
    .sign(await keys.privateKey(token.signer));
}

/** Verifies tokens against the keys; what was verified once is remembered until it expires. */
export function createVerifier(keys: KeyStore, clock: Clock) {
  const verified = new LRUCache<string, JWTPayload & { exp: number }>({ max: 2_000 });
  return async (token: string, expected: Expectation): Promise<JWTPayload> => {
    const now = clock.now();
    const known = verified.get(token);
    if (
      known &&
      known.aud === expected.audience &&
      known.exp * 1000 > now.getTime() &&
      expected.signers(known.iss ?? '')
    ) {
      return known;
    }
    try {
      const { kid } = decodeProtectedHeader(token);
      if (!kid || !expected.signers(kid)) throw new InvalidToken('unknown signer');
      const { payload } = await jwtVerify(token, await keys.publicKey(kid), {
        algorithms: ['EdDSA'],
        issuer: kid,
        audience: expected.audience,
        clockTolerance: leewaySeconds,
        currentDate: now,
        requiredClaims: ['exp'],
      });
      verified.set(token, payload as JWTPayload & { exp: number });
      return payload;
    } catch (cause) {
      if (cause instanceof errors.JOSEError || cause instanceof InvalidToken || cause instanceof TypeError) {
        throw new InvalidToken('the token proves nothing', { cause });
      }
      throw cause;
    }
  };
}

export type Verifier = ReturnType<typeof createVerifier>;

/** A caller as claims of a token, and back. */
export function claimsOf(caller: Caller): JWTPayload {
  switch (caller.kind) {
    case 'ANONYMOUS':
      return {};
    case 'PERSON':
      return {
        sub: caller.id,
        roles: caller.roles.map((grant) => (grant.scope ? `${grant.role}:${grant.scope}` : grant.role)),
        ...(caller.granted ? { granted: caller.granted } : {}),
      };
    case 'SERVICE':
      return { sub: `service:${caller.name}`, purpose: caller.purpose };
  }
}

export function callerOf(claims: JWTPayload): Caller {
  const { sub, roles, purpose } = claims;
  if (!sub) return { kind: 'ANONYMOUS' };
  if (sub.startsWith('service:'))
    return { kind: 'SERVICE', name: sub.slice('service:'.length), purpose: typeof purpose === 'string' ? purpose : '' };
  const grants = Array.isArray(roles) ? roles.map((text) => grantOf(String(text))) : [];
  return { kind: 'PERSON', id: sub, roles: grants };
}

function grantOf(text: string): RoleGrant {
  const colon = text.indexOf(':');
  const role = (colon < 0 ? text : text.slice(0, colon)) as RoleGrant['role'];
  return colon < 0 ? { role } : { role, scope: text.slice(colon + 1) };
}

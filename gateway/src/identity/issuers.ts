import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTPayload, decodeJwt } from 'jose';
import { LRUCache } from 'lru-cache';
import { type Clock, InvalidToken } from '@millgate/kit';

/** Somebody whose tokens about people are believed. */
export interface TrustedIssuer {
  readonly issuer: string;
  /** Where its public keys are: configured here, never taken from a token. */
  readonly jwksUrl: string;
}

export interface IssuersOptions {
  readonly issuers: readonly TrustedIssuer[];
  readonly audience: string;
  readonly clock: Clock;
  readonly fetch?: typeof fetch;
}

/** Asymmetric all: who can verify a token must not be able to make one. */
const algorithms = ['EdDSA', 'Ed25519', 'ES256', 'ES384', 'PS256', 'RS256'];

/** More clock difference than this between an issuer and us is a fault of one of them. */
const leewaySeconds = 30;

/** A verified token is asked about again after this, so that a key that an issuer withdrew is believed no longer. */
const rememberedMillis = 60_000;

/** The issuer's keys could not be had: nobody's fault who asks, and no reason to believe anybody. */
export class IssuerUnavailable extends Error {
  override name = 'IssuerUnavailable';
}

/** Verifies tokens of configured issuers; undefined for a token that says it is of another. */
export function issuerVerifier({ issuers, audience, clock, fetch: fetching }: IssuersOptions) {
  const keys = new Map(
    issuers.map(({ issuer, jwksUrl }) => [
      issuer,
      createRemoteJWKSet(new URL(jwksUrl), {
        timeoutDuration: 3_000,
        // A stream of invented key ids must not become a stream of requests to the issuer.
        cooldownDuration: 10_000,
        cacheMaxAge: 600_000,
        ...(fetching ? { [customFetch]: fetching } : {}),
      }),
    ]),
  );
  const verified = new LRUCache<string, JWTPayload>({ max: 5_000, ttl: rememberedMillis });

  return async (token: string): Promise<JWTPayload | undefined> => {
    const known = verified.get(token);
    if (known && (known.exp ?? 0) * 1000 > clock.now().getTime()) return known;
    const issuer = issuerNamedBy(token);
    const keysOf = issuer === undefined ? undefined : keys.get(issuer);
    if (issuer === undefined || !keysOf) return undefined;
    try {
      const { payload } = await jwtVerify(token, keysOf, {
        algorithms,
        issuer,
        audience,
        clockTolerance: leewaySeconds,
        currentDate: clock.now(),
        requiredClaims: ['exp', 'iat', 'sub'],
      });
      verified.set(token, payload);
      return payload;
    } catch (cause) {
      if (!(cause instanceof errors.JOSEError) || unreachable.has(cause.code)) {
        throw new IssuerUnavailable('the keys of the issuer cannot be had', { cause });
      }
      throw new InvalidToken('the token proves nothing', { cause });
    }
  };
}

/** What jose says when the keys, not the token, are the matter. */
const unreachable: ReadonlySet<string> = new Set([
  errors.JWKSTimeout.code,
  errors.JOSEError.code,
  errors.JWKSInvalid.code,
]);

function issuerNamedBy(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

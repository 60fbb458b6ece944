import type { Clock } from '../clock.ts';
import type { Caller } from './caller.ts';
import type { KeyStore } from './keys.ts';
import { callerOf, claimsOf, createVerifier, InvalidToken, issueToken } from './tokens.ts';

/** The header in which the gateway tells a subgraph who asks. */
export const identityHeader = 'millgate-identity';

/** Seconds for which a subgraph accepts an identity. */
const lifetimeSeconds = 30;

/** What the gateway vouches for on one request. */
export interface Identity {
  readonly caller: Caller;
  readonly requestId: string;
  /** The instant the request is to be answered for; absent where it is the real present. */
  readonly now?: Date;
}

/** The gateway's side: an identity, signed for one subgraph. */
export const signIdentity = (keys: KeyStore, clock: Clock, subgraph: string, identity: Identity): Promise<string> =>
  issueToken(keys, clock, {
    signer: 'gateway',
    audience: subgraph,
    lifetimeSeconds,
    claims: {
      ...claimsOf(identity.caller),
      jti: identity.requestId,
      ...(identity.now ? { now: identity.now.toISOString() } : {}),
    },
  });

/** The subgraph's side: who asks, or `InvalidToken` for a request that did not come by the gateway. */
export function identityReader(keys: KeyStore, clock: Clock, subgraph: string) {
  const verify = createVerifier(keys, clock);
  const expected = { signers: (signer: string) => signer === 'gateway', audience: subgraph };
  return async (header: string | undefined): Promise<Identity> => {
    if (!header) throw new InvalidToken('no identity');
    const claims = await verify(header, expected);
    const now = typeof claims.now === 'string' ? { now: new Date(claims.now) } : {};
    return { caller: callerOf(claims), requestId: claims.jti ?? '', ...now };
  };
}

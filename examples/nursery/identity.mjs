// Who asks: the gateway says so in a signed header, for this subgraph, for half a minute and for one request only.
import { createHash } from 'node:crypto';
import { createRemoteJWKSet, jwtVerify } from 'jose';

/** Reads identities that the gateway signed for `name`; throws where a request brings none. */
export function identityReader({ name, keysUrl }) {
  const keys = createRemoteJWKSet(new URL(keysUrl));
  return async (token, body) => {
    const { payload } = await jwtVerify(token ?? '', keys, {
      algorithms: ['EdDSA'],
      issuer: 'gateway',
      audience: name,
      clockTolerance: 5,
      requiredClaims: ['exp', 'body'],
    });
    // Without this, whoever sees one request could send another in its name.
    if (payload.body !== createHash('sha256').update(body).digest('base64url')) throw new Error('for another request');
    // `self` is a record that the request names and that is the caller's own; `name` means nobody elsewhere.
    return { name: payload.sub, self: payload.self };
  };
}

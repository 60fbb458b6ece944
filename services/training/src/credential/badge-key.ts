import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { Secrets } from '@millgate/kit';
import { calculateJwkThumbprint, type JWK } from 'jose';

/** What stands before the 32 bytes of an Ed25519 private key in PKCS #8. */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A key of its own: what signs credentials signs nothing else, and every replica derives the same. */
const privateKeyOf = (secret: Secrets): KeyObject =>
  createPrivateKey({ key: Buffer.concat([pkcs8, secret('credentials')]), format: 'der', type: 'pkcs8' });

export interface BadgeKey {
  readonly privateKey: KeyObject;
  readonly publicJwk: JWK;
  /** Thumbprint of the public key (RFC 7638): a key that changes has another address. */
  readonly thumbprint: string;
}

const known = new WeakMap<Secrets, Promise<BadgeKey>>();

/** The key pair with which an installation signs credentials and their status lists. */
export function badgeKey(secret: Secrets): Promise<BadgeKey> {
  let key = known.get(secret);
  if (!key) known.set(secret, (key = derive(secret)));
  return key;
}

async function derive(secret: Secrets): Promise<BadgeKey> {
  const privateKey = privateKeyOf(secret);
  const { kty = 'OKP', crv = 'Ed25519', x = '' } = createPublicKey(privateKey).export({ format: 'jwk' });
  const publicJwk: JWK = { kty, crv, x };
  return { privateKey, publicJwk, thumbprint: await calculateJwkThumbprint(publicJwk) };
}

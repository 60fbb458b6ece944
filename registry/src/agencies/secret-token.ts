import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** `mgp_` publishes, `mgm_` is a member’s own, `mgi_` invites one. */
export type TokenKind = 'mgp' | 'mgm' | 'mgi';

/** Ten characters to find a token by, and 256 bits that are kept nowhere. */
const shape = /^(mg[pmi])_([0-9a-z]{10})_([\w-]{43})$/;

export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** The text is handed out once; of the secret only the digest is kept, in hex. */
export function newToken(kind: TokenKind): { text: string; prefix: string; digest: string } {
  const prefix = [...randomBytes(10)].map((byte) => (byte % 36).toString(36)).join('');
  const secret = randomBytes(32).toString('base64url');
  return { text: `${kind}_${prefix}_${secret}`, prefix, digest: digestOf(secret).toString('hex') };
}

/** The parts of a text that has the form of such a token. */
export function partsOfToken(kind: TokenKind, text: string): { prefix: string; secret: string } | undefined {
  const [, found, prefix = '', secret = ''] = shape.exec(text) ?? [];
  return found === kind ? { prefix, secret } : undefined;
}

export const isItsSecret = (kept: Buffer, secret: string): boolean => timingSafeEqual(kept, digestOf(secret));

import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import type { Secrets } from '@millgate/kit';
import { compactDecrypt, CompactEncrypt } from 'jose';
import { Ballot } from './title.rules.ts';

/** What stands before the 32 bytes of an X25519 private key in PKCS #8. */
const pkcs8 = Buffer.from('302e020100300506032b656e04220420', 'hex');

/** 32 random bytes, told once to whoever opens a session, and stored nowhere. */
export const newOpeningKey = (): string => randomBytes(32).toString('base64url');

/**
 * The private key of a session: from the opening key, which only the convener holds, and from a secret of the
 * installation, which is in no database. Neither opens a vote alone.
 */
function privateKeyOf(secret: Secrets, sessionId: string, openingKey: string): KeyObject {
  const both = Buffer.concat([Buffer.from(openingKey, 'base64url'), secret('panel-session')]);
  const bytes = Buffer.from(hkdfSync('sha256', both, sessionId, 'votes of a panel', 32));
  return createPrivateKey({ key: Buffer.concat([pkcs8, bytes]), format: 'der', type: 'pkcs8' });
}

/** The public half, with which votes are sealed; stored with the session. */
export const sealKeyOf = (secret: Secrets, sessionId: string, openingKey: string): string =>
  createPublicKey(privateKeyOf(secret, sessionId, openingKey)).export({ format: 'jwk' }).x ?? '';

/** Whose vote on whom: sealed with the ballot, so that a vote copied to another’s row does not count there. */
export interface VotePlace {
  readonly sessionId: string;
  readonly evaluationId: string;
  readonly expertId: string;
}

/** One letter each: a ballot must not be told by the length of what is sealed. */
const letters: Readonly<Record<Ballot, string>> = { FOR: 'F', AGAINST: 'A', ABSTAIN: 'N' };

const textOf = ({ sessionId, evaluationId, expertId }: VotePlace, letter: string): string =>
  [sessionId, evaluationId, expertId, letter].join(' ');

export const sealVote = (sealKey: string, place: VotePlace, ballot: Ballot): Promise<string> =>
  new CompactEncrypt(Buffer.from(textOf(place, letters[ballot])))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
    .encrypt(createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: sealKey }, format: 'jwk' }));

/** Opens the votes of one session; null for one that was not sealed for its place. */
export function voteOpener(
  secret: Secrets,
  sessionId: string,
  openingKey: string,
): (place: VotePlace, sealed: string) => Promise<Ballot | null> {
  const key = privateKeyOf(secret, sessionId, openingKey);
  return async (place, sealed) => {
    const opened = await compactDecrypt(sealed, key).then(
      ({ plaintext }) => Buffer.from(plaintext).toString('utf8'),
      () => null,
    );
    return Object.values(Ballot).find((ballot) => opened === textOf(place, letters[ballot])) ?? null;
  };
}

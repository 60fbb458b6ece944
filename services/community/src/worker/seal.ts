import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Secrets } from '@millgate/kit';

const [nonceBytes, tagBytes] = [12, 16];

/** Keys apart, so that nothing learnt of one use helps with the other. */
const hashKey = (secret: Secrets) => secret('resident-id-hash');
const sealKey = (secret: Secrets) => secret('resident-id-seal');

/** The keyed hash by which two registrations of one resident ID are known to be one person; useless without the key. */
export const residentIdHash = (secret: Secrets, residentId: string): string =>
  createHmac('sha256', hashKey(secret)).update(residentId).digest('base64url');

/**
 * AES-256-GCM: 12 bytes of nonce, 16 of tag, the text. Bound to the worker, so that a row copied over another’s opens
 * nothing.
 */
export function sealResidentId(secret: Secrets, workerId: string, residentId: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', sealKey(secret), nonce).setAAD(Buffer.from(workerId));
  const sealed = Buffer.concat([cipher.update(residentId, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

export function openResidentId(secret: Secrets, workerId: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', sealKey(secret), bytes.subarray(0, nonceBytes));
  decipher.setAAD(Buffer.from(workerId)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8');
}

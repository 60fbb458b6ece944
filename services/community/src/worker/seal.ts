import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** The keyed hash by which two registrations of one resident ID are known to be one person; useless without the key. */
export const hashOf = (key: Buffer, text: string): string =>
  createHmac('sha256', key).update('resident-id').update(text).digest('base64url');

/** AES-256-GCM: 12 bytes of nonce, 16 of tag, the text. */
export function seal(key: Buffer, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

export function openSealed(key: Buffer, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
}

import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Secrets } from '@millgate/kit';

const [nonceBytes, tagBytes] = [12, 16];

/** What is kept sealed. Each has keys of its own, so that nothing learnt of one use helps with another. */
type Sealed = 'resident-id' | 'phone' | 'salary';

/**
 * AES-256-GCM: 12 bytes of nonce, 16 of tag, the text. Bound to the row it is of, so that a row copied over another’s opens
 * nothing.
 */
function seal(secret: Secrets, what: Sealed, rowId: string, text: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', secret(`${what}-seal`), nonce).setAAD(Buffer.from(rowId));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

function open(secret: Secrets, what: Sealed, rowId: string, sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', secret(`${what}-seal`), bytes.subarray(0, nonceBytes));
  decipher.setAAD(Buffer.from(rowId)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8');
}

const hash = (secret: Secrets, what: Sealed, text: string): string =>
  createHmac('sha256', secret(`${what}-hash`))
    .update(text)
    .digest('base64url');

/** The keyed hash by which two registrations of one resident ID are known to be one person; useless without the key. */
export const residentIdHash = (secret: Secrets, residentId: string): string => hash(secret, 'resident-id', residentId);

export const sealResidentId = (secret: Secrets, workerId: string, residentId: string): string =>
  seal(secret, 'resident-id', workerId, residentId);

export const openResidentId = (secret: Secrets, workerId: string, sealed: string): string =>
  open(secret, 'resident-id', workerId, sealed);

export const phoneHash = (secret: Secrets, phone: string): string => hash(secret, 'phone', phone);

/** What of a telephone number is stored: the number, sealed, and the keyed hash by which it is found. */
export const sealedPhone = (secret: Secrets, workerId: string, phone: string) => ({
  phoneSealed: seal(secret, 'phone', workerId, phone),
  phoneHash: phoneHash(secret, phone),
});

export const openPhone = (secret: Secrets, workerId: string, sealed: string): string =>
  open(secret, 'phone', workerId, sealed);

export const sealSalary = (secret: Secrets, employmentId: string, fen: number): string =>
  seal(secret, 'salary', employmentId, String(fen));

export const salaryHash = (secret: Secrets, fen: number): string => hash(secret, 'salary', String(fen));

export const openSalary = (secret: Secrets, employmentId: string, sealed: string): number =>
  Number(open(secret, 'salary', employmentId, sealed));

import { createHash } from 'node:crypto';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** An id of the usual shape, always the same for the same name, so that the demo data of two subgraphs meet. */
export function demoId(prefix: string, name: string | number): string {
  const digest = createHash('sha256').update(`${prefix}:${name}`).digest();
  let text = '0';
  for (let at = 0; text.length < 26; at += 1) text += alphabet.charAt((digest[at] ?? 0) & 31);
  return `${prefix}_${text}`;
}

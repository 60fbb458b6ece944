import { createHash, createHmac, randomBytes } from 'node:crypto';
import { lotOrder, type Ranked } from './listing.rules.ts';

/**
 * A draw that anybody can recompute (H6). Before the listing opens, the SHA-256 of a secret seed is published, and
 * where a public value will come from that nobody can know before closing; at closing, the digest of all entries. The
 * seed alone would let whoever knows it choose who enters; the public value alone, whoever enters last. `verify-draw.mjs`
 * is the same, without any of our code.
 */
export const drawAlgorithm = 'HMAC-SHA256(key = seed, or seed ":" entropy; message = entry), ascending by hex';

export const newSeed = (): string => randomBytes(32).toString('hex');

export const commitmentTo = (seed: string): string => createHash('sha256').update(seed).digest('hex');

export const digestOf = (entries: readonly string[]): string =>
  createHash('sha256').update(entries.toSorted().join('\n')).digest('hex');

export function drawOrder(seed: string, entropy: string | null, entries: readonly string[]): Ranked[] {
  const key = entropy === null ? seed : `${seed}:${entropy}`;
  return lotOrder(entries.map((id) => ({ id, lot: createHmac('sha256', key).update(id).digest('hex') })));
}

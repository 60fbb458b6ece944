#!/usr/bin/env node
// Recomputes a draw of housing from its published proof, with nothing but Node's own crypto:
//
//     node verify-draw.mjs proof.json          (or the proof on standard input)
//
// The proof is the answer to
//
//     query ($listing: ID!, $after: String) { drawProof(listingId: $listing) {
//       seedCommitment seed entropySource entropy entriesDigest
//       entries(first: 100, after: $after) { nodes { entry rank } pageInfo { hasNextPage endCursor } } } }
//
// or an array of such answers, one a page. Ends with 0 when everything agrees, with 1 and a reason when not.
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';

const sha256 = (text) => createHash('sha256').update(text).digest('hex');

/** What does not agree; empty when the draw is as it was promised. */
export function faultsOf(answers) {
  const pages = [answers].flat().map((answer) => answer.data?.drawProof ?? answer.drawProof ?? answer);
  const [{ seedCommitment, seed, entropySource, entropy, entriesDigest }] = pages;
  const entries = pages.flatMap((page) => page.entries.nodes);
  if (!seed) return ['the seed is not revealed: there was no draw yet'];
  const faults = [];
  if (sha256(seed) !== seedCommitment) faults.push('the seed is not the one that was promised before closing');
  if (entropySource && !entropy) faults.push('the public value that was announced was not used');
  if (
    sha256(
      entries
        .map(({ entry }) => entry)
        .sort()
        .join('\n'),
    ) !== entriesDigest
  )
    faults.push('the entries are not those that were frozen at closing, or a page is missing');
  const key = entropy === null ? seed : `${seed}:${entropy}`;
  const lot = (entry) => createHmac('sha256', key).update(entry).digest('hex');
  const order = entries
    .map(({ entry, rank }) => ({ entry, rank, lot: lot(entry) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1));
  order.forEach(({ entry, rank }, at) => {
    if (rank !== at + 1) faults.push(`${entry} was given rank ${rank}; its lot gives it ${at + 1}`);
  });
  return faults;
}

if (import.meta.main) {
  const answers = JSON.parse(readFileSync(process.argv[2] ?? 0, 'utf8'));
  const faults = faultsOf(answers);
  for (const fault of faults) console.error(fault);
  if (faults.length === 0) console.log('The draw is as it was promised: seed, entries and every rank agree.');
  process.exitCode = faults.length === 0 ? 0 : 1;
}

import { expect, test } from 'vitest';
import { contradiction } from './merge.rules.ts';

const record = (residentIdHash: string | null, bornOn: string | null) => ({ residentIdHash, bornOn });

test.each([
  ['nothing is known of either', record(null, null), record(null, null), null],
  ['only one has papers', record('x', '1990-01-01'), record(null, null), null],
  ['both have the same date of birth', record('x', '1990-01-01'), record(null, '1990-01-01'), null],
  ['both have papers of their own', record('x', '1990-01-01'), record('y', '1990-01-01'), 'DIFFERENT_RESIDENT_IDS'],
  ['they were born on different days', record('x', '1990-01-01'), record(null, '1990-01-02'), 'DIFFERENT_BIRTH_DATES'],
])('two records where %s: %#', (_what, one, other, expected) => {
  expect([contradiction(one, other), contradiction(other, one)]).toEqual([expected, expected]);
});

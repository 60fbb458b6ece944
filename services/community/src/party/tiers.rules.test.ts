import { expect, test } from 'vitest';
import { mayBeBelow, type Tier } from './tiers.rules.ts';

const tiers = ['ZONE', 'COMMUNITY', 'BRANCH'] as const satisfies readonly Tier[];

test('of three tiers, a committee is below a zone’s and a branch below a committee, and nothing else is below anything', () => {
  const allowed = tiers.flatMap((tier) => tiers.filter((parent) => mayBeBelow(tier, parent)).map((p) => [tier, p]));

  expect(allowed).toEqual([
    ['COMMUNITY', 'ZONE'],
    ['BRANCH', 'COMMUNITY'],
  ]);
});

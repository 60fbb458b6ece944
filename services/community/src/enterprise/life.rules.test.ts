import { expect, test } from 'vitest';
import { mayBecome } from './life.rules.ts';

test.each([
  ['ACTIVE', 'SUSPENDED', true],
  ['SUSPENDED', 'ACTIVE', true],
  ['SUSPENDED', 'LEFT', true],
  ['ACTIVE', 'LEFT', false],
  ['LEFT', 'ACTIVE', false],
  ['LEFT', 'SUSPENDED', false],
  ['LEFT', 'LEFT', true],
] as const)('an enterprise that is %s may become %s: %s', (from, to, may) => {
  expect(mayBecome(from, to)).toBe(may);
});

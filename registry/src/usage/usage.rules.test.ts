import { expect, test } from 'vitest';
import { holdsUp } from './usage.rules.ts';

test.each([
  ['a client with a key that asked once', true, 1, 1_000_000, true],
  ['somebody unknown who asked once of a thousand', false, 1, 1_000, true],
  ['somebody unknown who asked once of a thousand and one', false, 1, 1_001, false],
  ['somebody unknown who asked for all of a little', false, 3, 3, true],
])('%s holds a change up: known %s, %i of %i: %s', (_who, known, count, requests, expected) => {
  expect(holdsUp({ known, count }, requests)).toBe(expected);
});

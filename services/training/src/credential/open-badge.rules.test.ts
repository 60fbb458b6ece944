import { expect, test } from 'vitest';
import { bitstring, listLength, placeOf } from './open-badge.rules.ts';

test('the first place of a list is the leftmost bit', () => {
  const bits = bitstring([0, 7, 8, listLength - 1]);

  expect(bits.length).toBe(16_384);
  expect([bits[0], bits[1], bits[2], bits.at(-1)]).toEqual([0b1000_0001, 0b1000_0000, 0, 1]);
});

test.each([
  [0, 0, 0],
  [131_071, 0, 131_071],
  [131_072, 1, 0],
])('credential %d stands in list %d at place %d', (statusIndex, list, index) => {
  expect(placeOf(statusIndex)).toEqual({ list, index });
});

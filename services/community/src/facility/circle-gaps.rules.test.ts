import { expect, test } from 'vitest';
import { gapsOf } from './circle-gaps.rules.ts';

const kinds = ['SCHOOL', 'GYM'] as const;

test.each([
  ['everything', ['SCHOOL', 'GYM'], 1, 2, [], []],
  ['nothing', [], 0, 0, ['SCHOOL', 'GYM', 'CANTEEN', 'HOME'], []],
  ['a gym, and canteens do not answer', ['GYM'], null, 1, ['SCHOOL'], ['CANTEEN']],
  ['a gym, no canteen, and homes do not answer', ['GYM'], 0, null, ['SCHOOL', 'CANTEEN'], ['HOME']],
  ['nobody answers', ['SCHOOL', 'GYM'], null, null, [], ['CANTEEN', 'HOME']],
] as const)('of a circle with %s, what is missing and what is not known are told apart', (...row) => {
  const [, there, canteens, homes, missing, unknown] = row;

  expect(gapsOf(kinds, { facilityKinds: new Set(there), canteens, homes })).toEqual({ missing, unknown });
});

import { expect, test } from 'vitest';
import { withoutSmall } from './counts.rules.ts';

test('counts of one to four are withheld; none and five are told', () => {
  expect(withoutSmall({ none: 0, one: 1, four: 4, five: 5, many: 120 })).toEqual({
    none: 0,
    one: null,
    four: null,
    five: 5,
    many: 120,
  });
});

import { expect, test } from 'vitest';
import { unitState, UnitState } from './unit.rules.ts';

const { AVAILABLE, HELD, LEASED, SOLD, OUT_OF_SERVICE } = UnitState;

test.each([
  ['no bed taken', { leased: 0, offered: 0 }, AVAILABLE],
  ['one free bed among leased and offered ones', { leased: 2, offered: 1 }, AVAILABLE],
  ['its last beds only offered', { leased: 2, offered: 2 }, HELD],
  ['every bed leased', { leased: 4, offered: 0 }, LEASED],
  ['a buyer', { leased: 0, offered: 0, sold: true }, SOLD],
  ['a closed door, whoever bought it', { leased: 4, offered: 0, sold: true, outOfService: true }, OUT_OF_SERVICE],
])('what a unit of four beds is with %s', (_what, given, expected) => {
  expect(unitState({ beds: 4, sold: false, outOfService: false, ...given })).toBe(expected);
});

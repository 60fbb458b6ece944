import { expect, test } from 'vitest';
import { dueAfterMillis } from './refreshing.rules.ts';

test.each([
  ['nothing is missing', 0, 30_000],
  ['something has just gone', 1, 0],
  ['it may be back any moment', 5, 0],
  ['it stays away', 6, 4_000],
  ['it stays away', 8, 16_000],
  ['it stays away long', 9, 30_000],
  ['it stays away for hours', 1_000, 30_000],
])('where %s (%i times in a row), figures are asked for again after %i ms', (_, missedInARow, millis) => {
  expect(dueAfterMillis(missedInARow)).toBe(millis);
});

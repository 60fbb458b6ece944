import { expect, test } from 'vitest';
import { slowMillis, worseThan } from './launch.rules.ts';

/** So many answers, so many failed, each of them within 2 to the power of `power` milliseconds. */
const answers = (requests: number, errors: number, power = 3) => ({
  requests,
  errors,
  took: [...Array.from({ length: power }, () => 0), requests],
});

test.each([
  ['nothing failed', answers(1_000, 0), answers(1_000, 0), undefined],
  ['as much failed as before', answers(1_000, 20), answers(1_000, 20), undefined],
  ['half a point more failed', answers(1_000, 5), answers(1_000, 0), undefined],
  [
    'more than half a point more failed',
    answers(1_000, 6),
    answers(1_000, 0),
    '6 of 1000 answers failed, before 0 of 1000',
  ],
  ['all of too few failed', answers(49, 49), answers(1_000, 0), undefined],
  [
    'all of just enough failed, and nobody asked before',
    answers(50, 50),
    answers(0, 0),
    '50 of 50 answers failed, before 0 of 0',
  ],
  ['slow ones take twice as long', answers(100, 0, 10), answers(100, 0, 9), undefined],
  ['slow ones take four times as long, which is nothing yet', answers(100, 0, 5), answers(100, 0, 3), undefined],
  [
    'slow ones take four times as long',
    answers(100, 0, 10),
    answers(100, 0, 8),
    'one answer in twenty took more than 512 ms, before at most 256 ms',
  ],
  [
    'slow ones take long, and nobody knows how long they took before',
    answers(100, 0, 12),
    answers(49, 0, 3),
    undefined,
  ],
])('of a version: %s', (_what, launched, before, verdict) => {
  expect(worseThan(launched, before)).toBe(verdict);
});

test.each([
  [[], 0],
  [[10], 1],
  [[95, 5], 1],
  [[94, 6], 2],
  [[0, 0, 0, 1], 8],
])('of answers that took %j, ninety-five of a hundred took at most %i ms', (took, millis) => {
  expect(slowMillis({ requests: 1, errors: 0, took })).toBe(millis);
});

import { describe, expect, test } from 'vitest';
import { confirmUntil, nextInLine } from './promotion.rules.ts';

describe('a seat that became free goes to', () => {
  const waiting = [
    { id: 'a', enterpriseId: 'x' },
    { id: 'b', enterpriseId: 'x' },
    { id: 'c', enterpriseId: 'y' },
    { id: 'd', enterpriseId: null },
  ];
  const ids = (free: number, quotaPerEnterprise: number | null, ofX = 0) =>
    nextInLine({ free, quotaPerEnterprise, takenBy: new Map([['x', ofX]]) }, waiting).map(({ id }) => id);

  test.each([
    ['nobody while none is free', 0, null, 0, []],
    ['the first who waits', 1, null, 0, ['a']],
    ['as many as there are seats, in order', 3, null, 9, ['a', 'b', 'c']],
    ['the first whose quota has room', 1, 2, 2, ['c']],
    ['one of an enterprise that has room for one', 3, 2, 1, ['a', 'c', 'd']],
    ['everybody whose quota has room, and no more', 9, 1, 1, ['c', 'd']],
  ])('%s', (_whom, free, quota, ofX, expected) => {
    expect(ids(free, quota, ofX)).toEqual(expected);
  });
});

test.each([
  ['2026-11-20T10:00:00Z', '2026-11-21T10:00:00.000Z'],
  ['2026-12-03T10:00:00Z', '2026-12-04T01:00:00.000Z'],
])('a seat given at %s is kept until %s', (now, until) => {
  expect(confirmUntil(new Date(now), new Date('2026-12-04T09:00:00+08:00')).toISOString()).toBe(until);
});

test('while the enterprises that asked for a sitting have first call, only their people are seated', () => {
  const waiting = ['x', null, 'y', 'x'].map((enterpriseId, index) => ({ id: index, enterpriseId }));

  const seated = nextInLine({ free: 3, quotaPerEnterprise: 1, takenBy: new Map(), founders: new Set(['y']) }, waiting);

  expect(seated.map(({ id }) => id)).toEqual([2]);
});

import { expect, test } from 'vitest';
import { poolsWithin } from './nearby.rules.ts';

const at = (metresNorth: number) => ({ latitude: 29.86 + metresNorth / 111_195, longitude: 121.8 });
const asks = { id: 'ent_asks', site: at(0) };
const pool = (id: string, ...members: [enterpriseId: string, metresNorth: number | null][]) => ({
  id,
  members: members.map(([enterpriseId, away]) => ({ enterpriseId, site: away === null ? null : at(away) })),
});

test('a pool is as near as its nearest enterprise; the nearest comes first', () => {
  const near = poolsWithin(asks, 15, [pool('pol_b', ['ent_1', 600], ['ent_2', 5_000]), pool('pol_a', ['ent_3', 100])]);

  expect(near).toEqual([
    { id: 'pol_a', minutes: 2, neighbours: 1 },
    { id: 'pol_b', minutes: 11, neighbours: 1 },
  ]);
});

test.each([
  ['one whose enterprises are farther', pool('pol_far', ['ent_1', 900])],
  ['one that the enterprise is in', pool('pol_own', ['ent_1', 10], ['ent_asks', 0])],
  ['one whose enterprises have no known place', pool('pol_lost', ['ent_1', null])],
  ['one that nobody is in yet', pool('pol_empty')],
])('%s is not near', (_which, gathering) => {
  expect(poolsWithin(asks, 15, [gathering])).toEqual([]);
});

test('fifteen minutes on foot reach 865 metres in a straight line', () => {
  const ids = [860, 870].map((metres) => poolsWithin(asks, 15, [pool('pol', ['ent_1', metres])]).length);

  expect(ids).toEqual([1, 0]);
});

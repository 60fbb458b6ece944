import { expect, test } from 'vitest';
import { countersOf, ordersInTheWay, oversoldBy } from './stock.rules.ts';

test('from the moves of a ledger every counter can be derived', () => {
  const moves = [
    { kind: 'PLAN', quantity: 300 },
    { kind: 'SALE', quantity: -4 },
    { kind: 'RELEASE', quantity: 4 },
    { kind: 'SALE', quantity: -3 },
    { kind: 'ADD', quantity: 20 },
    { kind: 'WASTE', quantity: -5 },
    { kind: 'RECOUNT', quantity: -10 },
  ] as const;

  expect(countersOf(moves)).toEqual({ planned: 310, sold: 3, wasted: 5 });
});

test.each([
  [-3, 0, 0],
  [-3, 2, 0],
  [-3, -1, 1],
  [-3, -3, 3],
  [-3, -8, 3],
  [4, -1, 0],
])('of a move of %i that leaves %i, %i portions were not there', (quantity, balance, oversold) => {
  expect(oversoldBy(quantity, balance)).toBe(oversold);
});

test.each([
  [1, ['c']],
  [2, ['c']],
  [3, ['c', 'b']],
  [99, ['c', 'b', 'a']],
  [0, []],
])('a shortfall of %i is made up by the latest orders, as few as will do: %j', (shortfall, expected) => {
  const latestFirst = [
    { id: 'c', quantity: 2 },
    { id: 'b', quantity: 1 },
    { id: 'a', quantity: 4 },
  ];

  expect(ordersInTheWay(latestFirst, shortfall).map(({ id }) => id)).toEqual(expected);
});

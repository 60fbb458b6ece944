import { describe, expect, test } from 'vitest';
import { concernsOf } from '../src/dashboard/attention.rules.ts';
import type { GroupData } from '../src/dashboard/groups.ts';

const desk = (change: Partial<GroupData['desk']>) =>
  ({ breachedNow: 0, onTimeShare: 1, badRatingShare: null, ...change }) as GroupData['desk'];
const subsidies = (budget: number, remaining: number, waitingForMoney: number) =>
  ({ budget: { fen: budget }, remaining: { fen: remaining }, waitingForMoney }) as GroupData['subsidies'];
const names = (known: Parameters<typeof concernsOf>[0]) => concernsOf(known).map(({ name }) => name);

describe('what needs attention', () => {
  test('what is late and who waits for money stand before what is to be watched', () => {
    const known = { desk: desk({ breachedNow: 3, onTimeShare: 0.5 }), subsidies: subsidies(1_000, 50, 2) };

    expect(names(known)).toEqual(['late', 'noMoney', 'slow', 'moneyEnds']);
  });

  test.each([
    [0.9, []],
    [0.89, ['slow']],
    [null, []],
  ])('a share on time of %j gives %j', (onTimeShare, expected) => {
    expect(names({ desk: desk({ onTimeShare }) })).toEqual(expected);
  });

  test('of a part that is away nothing is said, good or bad', () => expect(concernsOf({})).toEqual([]));

  test('no budget is no shortage', () => expect(names({ subsidies: subsidies(0, 0, 0) })).toEqual([]));
});

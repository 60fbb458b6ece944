import { expect, test } from 'vitest';
import { busyProcessor } from '../src/busy-processor.ts';

test('a process is busy that computed for nine tenths of the last twenty milliseconds or more, until it has not', () => {
  let [atMs, spentMs] = [0, 0];
  const isBusy = busyProcessor(() => ({ atMs, spentMs }));
  const after = (elapsed: number, spent: number) => {
    atMs += elapsed;
    spentMs += spent;
    return isBusy();
  };

  expect([after(20, 17), after(20, 18), after(10, 0), after(10, 18), after(500, 100)]).toEqual([
    ...[false, true],
    // Not judged before the twenty milliseconds are over.
    ...[true, true],
    false,
  ]);
});

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { measureDistinctOperations } from '../bench/operations/distinct.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

test('two thousand operations, none alike, leave no more behind than the first four hundred did', async () => {
  const { grewMiB } = await measureDistinctOperations({ count: 2_000, samples: 5, collect, planCacheBytes: 2 << 20 });

  // Without a bound each prepared operation would keep some 30 KiB: 1,600 of them about 47 MiB.
  expect(grewMiB).toBeLessThan(12);
});

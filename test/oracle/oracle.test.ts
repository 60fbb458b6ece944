import { describe, expect, test, vi } from 'vitest';
import fc from 'fast-check';
import { describeFinding, type Mode, runOracle } from './run.ts';

/** Always the same worlds, so that a red run is the change's doing; `npm run oracle` draws tens of thousands more. */
const seed = Number(process.env['ORACLE_SEED'] ?? 42);

// Planning is what takes the time, and how long depends on what else the machine does.
vi.setConfig({ testTimeout: 120_000 });

async function holds(mode: Mode, worlds: number, perWorld: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (world) => {
      const { findings } = await runOracle(mode, { seed: world, queries: perWorld, perWorld, keep: 1 });
      expect(findings.map(describeFinding)).toEqual([]);
    }),
    // A smaller number is no simpler world: the query has been made small already.
    { seed, numRuns: worlds, endOnFailure: true },
  );
}

describe('a graph split over two to six subgraphs answers as one server would', () => {
  test('with the same data in the same order', () => holds('equal', 12, 10));

  test('with errors at the same places, when fields fail and nulls travel upwards', () => holds('errors', 8, 10));
});

describe('when one subgraph misbehaves, what it has no part in stays equal', () => {
  test('though it is down, refuses, or fails for half of the entities', () => holds('fault', 6, 10));

  test('though its answers were mutated, and no prototype is polluted', () => holds('mutated', 8, 12));
});

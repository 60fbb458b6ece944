import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoId } from '@millgate/demo';
import { type RunningGraph, startGraph } from '../support/graph.ts';

let graph: RunningGraph;
beforeAll(async () => {
  graph = await startGraph('one process');
}, 120_000);
afterAll(() => graph.stop());

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Somebody else’s, and nobody’s: neither may be told from the other, by what is said or by how long it takes. */
test.each([
  ['a case', 'packer', 'case', demoId('cas', 'welder-school'), demoId('cas', 'nobody')],
  ['a worker, for whoever is not signed in', null, 'worker', demoId('wrk', 'welder'), demoId('wrk', 'nobody')],
])(
  '%s that is somebody else’s answers as one that is not there, and as fast',
  async (_what, who, field, theirs, none) => {
    const ask = async (id: string) => {
      const began = performance.now();
      const answer = await graph.ask(who, `query($id: ID!) { ${field}(id: $id) { id } }`, { id });
      return { took: performance.now() - began, answer };
    };
    for (let warm = 0; warm < 100; warm += 1) await ask(warm % 2 ? theirs : none);
    expect((await ask(theirs)).answer).toEqual((await ask(none)).answer);

    const took = { theirs: [] as number[], none: [] as number[] };
    for (let round = 0; round < 600; round += 1) {
      took.theirs.push((await ask(theirs)).took);
      took.none.push((await ask(none)).took);
    }

    const ratio = median(took.theirs) / median(took.none);
    process.stdout.write(`${field}: ${median(took.theirs).toFixed(2)} ms and ${median(took.none).toFixed(2)} ms\n`);
    expect(Math.abs(ratio - 1)).toBeLessThan(0.1);
  },
  120_000,
);

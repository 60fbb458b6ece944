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

    const took = { none: [] as number[], more: [] as number[] };
    for (let round = 0; round < 600; round += 1) {
      // One right after the other, each as often first: what else the machine does meets both alike.
      const before = round % 2 === 0 ? await ask(theirs) : null;
      const nothing = await ask(none);
      const somebody = before ?? (await ask(theirs));
      took.none.push(nothing.took);
      took.more.push(somebody.took - nothing.took);
    }

    const more = median(took.more) / median(took.none);
    process.stdout.write(
      `${field}: ${median(took.none).toFixed(2)} ms, ${(100 * more).toFixed(1)} % more for theirs\n`,
    );
    expect(Math.abs(more)).toBeLessThan(0.1);
  },
  120_000,
);

import { afterAll, beforeAll, describe } from 'vitest';
import { arrangements, startGraph, type RunningGraph } from '../support/graph.ts';
import { draw } from './homes/draw.ts';
import { Homes } from './homes/homes.ts';
import { lodging } from './homes/lodging.ts';
import { purchaseCodes } from './homes/purchase-codes.ts';
import { unitRental } from './homes/unit-rental.ts';

describe.each(arrangements)('homes (%s)', (arrangement) => {
  let graph: RunningGraph;
  beforeAll(async () => {
    graph = await startGraph(arrangement);
  }, 180_000);
  afterAll(() => graph.stop());

  const homes = new Homes(() => graph);
  purchaseCodes(homes);
  draw(homes);
  lodging(homes);
  unitRental(homes);
});

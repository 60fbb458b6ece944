import type { TestSubgraph } from './subgraph.ts';

/** As many as a subgraph's pool holds (`database/orm.ts`). */
const poolSize = 10;

/** Opens every connection of the pool, so that what is meant to meet does not wait in line to connect. */
export const openEveryConnection = (subgraph: TestSubgraph) =>
  Promise.all(Array.from({ length: poolSize }, () => subgraph.rows('select pg_sleep(0.1)')));

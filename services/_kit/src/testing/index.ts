export { act, type Outcome } from './acting.ts';
export { databaseFrom } from './databases.ts';
export { openEveryConnection } from './racing.ts';
export {
  nobody,
  startTestSubgraph,
  type Answer,
  type PersonLike,
  type TestCaller,
  type TestOptions,
  type TestSubgraph,
} from './subgraph.ts';
export { refusalsOf, type RefusalSaid } from './refusals.ts';

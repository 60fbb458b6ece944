export { databaseFrom } from './databases.ts';
export {
  nobody,
  startTestSubgraph,
  type Answer,
  type PersonLike,
  type TestCaller,
  type TestOptions,
  type TestSubgraph,
} from './subgraph.ts';

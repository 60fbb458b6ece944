export { buildSchemaFromSupergraph } from './api-schema.ts';
export { changelogText, supergraphAt, unannouncedBreaks } from './diff.ts';
export { compose, type EmittedSubgraph } from './compose.ts';
export { checkContract, type Contract, emitContract } from './contract.ts';
export { type Example, rootExamples } from './examples.ts';
export { committedGrants, type Grants } from './grants.ts';
export {
  eventSubscriptions,
  recordedOperationFiles,
  recordedOperations,
  subgraphSdl,
  subgraphsOf,
  subgraphUrls,
  supergraphSdl,
} from './graph.ts';

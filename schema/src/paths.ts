import { fileURLToPath } from 'node:url';

const here = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Where the committed contract lies. */
export const paths = {
  folder: here(''),
  changelog: here('../CHANGELOG.md'),
  root: here('..'),
  graph: here('graph.yaml'),
  grants: here('grants.yaml'),
  samples: here('examples.yaml'),
  examples: here('examples.json'),
  supergraph: here('supergraph.graphql'),
  operations: here('operations'),
  subgraph: (name: string) => here(`subgraphs/${name}.graphql`),
  contract: (name: string) => here(`contracts/${name}.graphql`),
  subscriptions: here('events/subscriptions.json'),
  errorCodes: here('../docs/errors.md'),
  refusals: here('../docs/partner-refusals.md'),
  eventSchema: (type: string) => here(`events/${type}.json`),
} as const;

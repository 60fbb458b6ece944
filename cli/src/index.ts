export { startGatewayAlone, startSubgraphAlone, type Served } from './arrangements/alone.ts';
export { startWholeGraph, type WholeGraph, type WholeGraphOptions } from './arrangements/in-one-process.ts';
export { loadSubgraph, loadSubgraphs, subgraphNames, type SubgraphName } from './subgraphs.ts';
export { writeTable } from './tables/export-table.ts';

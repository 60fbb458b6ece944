export { asJUnit, asTable, type ProbeCheck, type ProbeCode, probeMends, type ProbeReport } from './report.ts';
export { canaryQueries, type ProbeOptions, probeSubgraph, servedSdlHash } from './probe.ts';
export { sdlHash } from './served-schema.ts';
export type { ProofFor } from './wire.ts';

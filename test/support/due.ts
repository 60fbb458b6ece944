import { type RunningGraph, seededAt } from './graph.ts';

/** Does what is due at the present of the demo data, by `run<Subgraph>Due`; answers how much each task moved. */
export async function runDue(graph: RunningGraph, mutation: string): Promise<ReadonlyMap<string, number>> {
  const { data, errors } = await graph.ask<Record<string, { moved: { task: string; count: number }[] }>>(
    'registrar',
    `mutation { ${mutation}(input: { now: "${seededAt}" }) { moved { task count } } }`,
  );
  if (errors || !data?.[mutation]) throw new Error(JSON.stringify(errors));
  return new Map(data[mutation].moved.map(({ task, count }) => [task, count]));
}

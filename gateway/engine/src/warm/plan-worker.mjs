// Plans operations away from the thread that answers requests. Plain
// JavaScript, because a worker starts without the loader that runs the engine's TypeScript.
import { parentPort } from 'node:worker_threads';
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';

/** The last graph's; the next ones are planned for the same until another graph comes. */
let known;

function plansFor({ sdl, config, requests }) {
  if (sdl !== undefined) {
    known = undefined;
    const supergraph = Supergraph.build(sdl, { validateSupergraph: false });
    known = { planner: new QueryPlanner(supergraph, config), schema: supergraph.apiSchema() };
  }
  if (!known) return [];
  const { planner, schema } = known;
  return requests.flatMap(({ key, text, operationName, overrides }) => {
    try {
      const operation = operationFromDocument(schema, parse(text), {
        // Requests are validated against the new graph before their plan is looked up.
        validate: false,
        ...(operationName !== undefined && { operationName }),
      });
      const { node } = planner.buildQueryPlan(operation, { overrideConditions: new Map(overrides) });
      return [[key, node ?? null]];
    } catch {
      // What the graph does not offer is refused when it is asked for.
      return [[key, null]];
    }
  });
}

parentPort.on('message', ({ id, ...work }) => {
  try {
    parentPort.postMessage({ id, plans: plansFor(work) });
  } catch {
    parentPort.postMessage({ id, plans: [] });
  }
});

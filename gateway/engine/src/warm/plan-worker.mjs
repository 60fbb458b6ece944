// Plans operations for a supergraph that is not in service yet, away from the thread that answers requests. Plain
// JavaScript, because a worker starts without the loader that runs the engine's TypeScript.
import { parentPort } from 'node:worker_threads';
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';

function plansFor({ sdl, config, requests }) {
  const supergraph = Supergraph.build(sdl, { validateSupergraph: false });
  const planner = new QueryPlanner(supergraph, config);
  const schema = supergraph.apiSchema();
  return requests.flatMap(({ key, text, operationName, overrides }) => {
    try {
      const operation = operationFromDocument(schema, parse(text), {
        // Requests are validated against the new graph before their plan is looked up.
        validate: false,
        ...(operationName !== undefined && { operationName }),
      });
      const { node } = planner.buildQueryPlan(operation, { overrideConditions: new Map(overrides) });
      return node ? [[key, node]] : [];
    } catch {
      // What the new graph no longer offers is refused when it is asked for.
      return [];
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

// Plans operations away from the thread that answers requests. Plain
// JavaScript, because a worker starts without the loader that runs the engine's TypeScript.
import { setImmediate as breathe } from 'node:timers/promises';
import { parentPort } from 'node:worker_threads';
import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner } from '@apollo/query-planner';
import { parse } from 'graphql';

/** The graph in service, and one that is about to take over or to be tried beside it. */
const mostGraphs = 3;

/** By the number that the other side gave their text; the one used last stands last. */
const graphs = new Map();
const cancelled = new Set();

function graphOf({ graph, sdl, config }) {
  let known = graphs.get(graph);
  graphs.delete(graph);
  if (!known && sdl !== undefined) {
    const supergraph = Supergraph.build(sdl, { validateSupergraph: false });
    known = { planner: new QueryPlanner(supergraph, config), schema: supergraph.apiSchema() };
  }
  if (!known) throw new Error('the graph is not known');
  for (const [oldest] of graphs) if (graphs.size >= mostGraphs) graphs.delete(oldest);
  graphs.set(graph, known);
  return known;
}

function planOf({ planner, schema }, { key, text, operationName, overrides }) {
  try {
    const operation = operationFromDocument(schema, parse(text), {
      // Requests are validated against the new graph before their plan is looked up.
      validate: false,
      ...(operationName !== undefined && { operationName }),
    });
    const { node } = planner.buildQueryPlan(operation, { overrideConditions: new Map(overrides) });
    return [key, node ?? null];
  } catch {
    // What the graph does not offer is refused when it is asked for.
    return [key, null];
  }
}

/** Says each plan as soon as it is made; whatever else comes is taken in between. */
async function plan({ id, requests, ...given }) {
  try {
    const graph = graphOf(given);
    for (const request of requests) {
      if (cancelled.has(id)) break;
      parentPort.postMessage({ id, plan: planOf(graph, request) });
      await breathe();
    }
  } catch {
    // Without plans the graph is slower at first, and right.
  }
  cancelled.delete(id);
  parentPort.postMessage({ id, done: true });
}

parentPort.on('message', (message) => {
  if ('cancel' in message) cancelled.add(message.cancel);
  else void plan(message);
});

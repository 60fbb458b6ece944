import type { GatewayExecutionResult, GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import { GraphQLError, getVariableValues } from 'graphql';
import type { SubgraphAnswer, SubgraphClient } from '../client/types.ts';
import { mergeInto } from '../compile/merge.ts';
import type { Program } from '../compile/program.ts';
import { complete, type JsonObject } from '../complete/complete.ts';
import { conditionsOf, outcomeKey } from '../plan/conditions.ts';
import { PlanCache } from '../plan/cache.ts';
import type { Graph } from '../plan/graph.ts';
import { prepareOperation, type PreparedOperation } from '../plan/operation.ts';
import { WrittenData } from '../write/written.ts';
import type { Introspect } from '../write/writer.ts';
import { introspect } from './introspect.ts';
import { explains, placeTrouble } from './place.ts';
import { Run } from './run.ts';
import type { OutgoingFetch, RunRequest } from './types.ts';

/** What a request brings along besides its operation. */
export interface Caller {
  readonly headers: (subgraph: string) => Record<string, string> | Promise<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  readonly deadline?: number | undefined;
  readonly overrides: ReadonlyMap<string, boolean>;
}

export interface CompiledExecutor {
  execute(graph: Graph, context: GatewayGraphQLRequestContext, caller: Caller): Promise<GatewayExecutionResult>;
}

export interface CompiledOptions {
  readonly clientOf: (subgraph: string) => SubgraphClient;
  /** How much memory prepared operations may take. */
  readonly planCacheBytes: number;
}

export function compiledExecutor({ clientOf, planCacheBytes }: CompiledOptions): CompiledExecutor {
  const plans = new PlanCache(planCacheBytes);
  return {
    async execute(graph, context, caller) {
      const name = context.request.operationName ?? undefined;
      const overrides = [...caller.overrides].map(([label, holds]) => `${label}=${holds}`).sort();
      const sent = context.request.variables ?? {};
      const values = getVariableValues(graph.schema, context.operation.variableDefinitions ?? [], sent);
      if (values.errors) return { errors: values.errors };
      const { document } = context;
      const outcome = outcomeKey(conditionsOf(document) ?? [], values.coerced);
      const key = [context.queryHash, name ?? '', outcome, ...overrides].join('\n');
      const prepare = () => prepareOperation(graph, document, name, caller.overrides, values.coerced);
      return runOperation(plans.get(graph, key, prepare), sent, values.coerced, sender(clientOf, caller));
    },
  };
}

type Send = (subgraph: string, fetch: OutgoingFetch) => Promise<SubgraphAnswer>;

function sender(clientOf: (subgraph: string) => SubgraphClient, caller: Caller): Send {
  const headers = new Map<string, Record<string, string> | Promise<Record<string, string>>>();
  const { signal, deadline } = caller;
  return async (subgraph, { query, operationName, body }) => {
    let own = headers.get(subgraph);
    if (!own) headers.set(subgraph, (own = caller.headers(subgraph)));
    return clientOf(subgraph).send({
      query,
      body,
      headers: own instanceof Promise ? await own : own,
      ...(operationName !== undefined && { operationName }),
      ...(signal && { signal }),
      ...(deadline !== undefined && { deadline }),
    });
  };
}

async function runOperation(
  prepared: PreparedOperation,
  variables: Readonly<Record<string, unknown>>,
  coerced: Readonly<Record<string, unknown>>,
  send: Send,
): Promise<GatewayExecutionResult> {
  const { graph, operation, programs } = prepared;
  const { shape, write } = prepared.outcome(coerced);
  const { rootType } = prepared;
  // An interface that no object implements, say: stock answers null and gives no reason.
  const asksSubgraphs = () => (shape.fieldsOf(rootType.name) ?? []).some(({ type }) => type);
  if (programs.some(({ plan }) => !plan) && asksSubgraphs()) return { data: null, errors: [unanswerable()] };

  const request = { variables, coerced, send };
  const runs = await Promise.all(programs.map(({ program }) => runToEnd(program, request)));
  const placed = runs.flatMap(({ troubles, data }) => troubles.flatMap((each) => placeTrouble(each, data, shape)));
  const [{ data: merged } = { data: {} }, ...apart] = runs;
  for (const [index, { data }] of apart.entries()) {
    mergeInto(merged, data, programs[index + 1]?.keys ?? new Map(), graph.interfaceObjects);
  }

  const ask: Introspect = (field) => introspect(graph, field, operation, prepared.fragments, coerced);
  const explained = placed.map(({ error }) => error);
  const text = write(ask)(merged);
  if (text !== undefined) return resultOf(new WrittenData(text) as unknown as JsonObject, explained);
  const { data, errors } = complete({
    shape,
    rootType,
    data: merged,
    isExplained: (path) => placed.some((each) => explains(each, path)),
    introspect: ask,
  });
  return resultOf(data, [...explained, ...errors]);
}

const resultOf = (data: JsonObject | null, errors: readonly GraphQLError[]): GatewayExecutionResult =>
  errors.length === 0 ? { data } : { errors, data };

function runToEnd(program: Program, request: RunRequest): Promise<Run> {
  return new Promise((resolve) => {
    let open = program.deferred.length + 1;
    const run: Run = new Run(program, request, {
      // A program without steps reports before the constructor's caller holds the run.
      onPartDone: () => void (--open === 0 && queueMicrotask(() => resolve(run))),
    });
    run.start();
  });
}

const unanswerable = () =>
  new GraphQLError('No subgraph can answer this operation.', { extensions: { code: 'NO_QUERY_PLAN' } });

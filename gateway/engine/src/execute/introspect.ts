import { executeSync, type FieldNode, Kind, type OperationDefinitionNode, print, visit } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { FieldPlan } from '../compile/shape.ts';
import type { JsonObject } from '../complete/complete.ts';
import type { Graph } from '../plan/graph.ts';

/** Tools ask for the whole schema again and again, and it only changes with the graph. */
const answers = new WeakMap<Graph, LRUCache<string, JsonObject>>();

export function introspect(
  graph: Graph,
  field: FieldPlan,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): unknown {
  const selections = operation.selectionSet.selections.filter(asksSchema);
  const asked = { ...operation, selectionSet: { ...operation.selectionSet, selections } };
  const used = new Set<string>();
  visit(asked.selectionSet, { Variable: ({ name }) => void used.add(name.value) });
  const variableDefinitions = (operation.variableDefinitions ?? []).filter(({ variable }) =>
    used.has(variable.name.value),
  );
  const document = { kind: Kind.DOCUMENT as const, definitions: [{ ...asked, variableDefinitions }] };
  const values = Object.fromEntries(Object.entries(variables).filter(([name]) => used.has(name)));
  const key = `${print(document)}\n${JSON.stringify(values)}`;
  let cache = answers.get(graph);
  if (!cache) answers.set(graph, (cache = new LRUCache({ max: 50 })));
  let data = cache.get(key);
  if (!data) {
    const result = executeSync({ schema: graph.schema, document, variableValues: values });
    data = JSON.parse(JSON.stringify(result.data ?? {})) as JsonObject;
    cache.set(key, data);
  }
  return data[field.responseName] ?? null;
}

function asksSchema(selection: OperationDefinitionNode['selectionSet']['selections'][number]): boolean {
  if (selection.kind === Kind.FIELD) return isSchemaField(selection);
  return selection.kind === Kind.INLINE_FRAGMENT && selection.selectionSet.selections.some(asksSchema);
}

const isSchemaField = ({ name }: FieldNode) => name.value === '__schema' || name.value === '__type';

import {
  executeSync,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  print,
} from 'graphql';
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
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
  variables: Readonly<Record<string, unknown>>,
): unknown {
  const selections = operation.selectionSet.selections.filter((selection) => asksSchema(selection, fragments));
  const document = {
    kind: Kind.DOCUMENT as const,
    definitions: [
      { ...operation, selectionSet: { ...operation.selectionSet, selections } },
      ...Object.values(fragments),
    ],
  };
  const key = `${print(document)}\n${JSON.stringify(variables)}`;
  let cache = answers.get(graph);
  if (!cache) answers.set(graph, (cache = new LRUCache({ max: 50 })));
  let data = cache.get(key);
  if (!data) {
    const result = executeSync({ schema: graph.schema, document, variableValues: variables });
    data = JSON.parse(JSON.stringify(result.data ?? {})) as JsonObject;
    cache.set(key, data);
  }
  return data[field.responseName] ?? null;
}

function asksSchema(
  selection: OperationDefinitionNode['selectionSet']['selections'][number],
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
): boolean {
  if (selection.kind === Kind.FIELD) return isSchemaField(selection);
  const below = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments[selection.name.value];
  return below?.selectionSet.selections.some((each) => asksSchema(each, fragments)) ?? false;
}

const isSchemaField = ({ name }: FieldNode) => name.value === '__schema' || name.value === '__type';

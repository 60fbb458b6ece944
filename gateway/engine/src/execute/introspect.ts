import { executeSync, type FieldNode, Kind, type OperationDefinitionNode, print, visit } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { FieldPlan } from '../compile/shape.ts';
import type { JsonObject } from '../complete/complete.ts';
import type { Graph } from '../plan/graph.ts';
import type { Introspected } from '../write/writer.ts';

/** What an operation asks of the schema, by itself. */
interface Question {
  readonly text: string;
  readonly document: { readonly kind: Kind.DOCUMENT; readonly definitions: [OperationDefinitionNode] };
  /** Variables that it uses. */
  readonly variables: readonly string[];
}

/** Tools ask for the whole schema again and again, and it only changes with the graph: text is kept, and sent on. */
const answers = new WeakMap<Graph, LRUCache<string, ReadonlyMap<string, Introspected>>>();
const questions = new WeakMap<OperationDefinitionNode, Question>();

const nothing: Introspected = { value: null, json: 'null' };

export function introspect(
  graph: Graph,
  field: FieldPlan,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Introspected {
  let question = questions.get(operation);
  if (!question) questions.set(operation, (question = questionIn(operation)));
  const values = Object.fromEntries(question.variables.map((name) => [name, variables[name]]));
  const key = `${question.text}\n${JSON.stringify(values)}`;
  let cache = answers.get(graph);
  if (!cache) answers.set(graph, (cache = new LRUCache({ max: 50 })));
  let answer = cache.get(key);
  if (!answer) {
    const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
    const result = executeSync({ schema: graph.schema, document: question.document, variableValues: given });
    const data = (result.data ?? {}) as JsonObject;
    answer = new Map(Object.entries(data).map(([name, value]) => [name, introspected(value)]));
    cache.set(key, answer);
  }
  return answer.get(field.responseName) ?? nothing;
}

function introspected(value: unknown): Introspected {
  const json = JSON.stringify(value ?? null);
  return { value: JSON.parse(json) as unknown, json };
}

function questionIn(operation: OperationDefinitionNode): Question {
  const selections = operation.selectionSet.selections.filter(asksSchema);
  const asked = { ...operation, selectionSet: { ...operation.selectionSet, selections } };
  const used = new Set<string>();
  visit(asked.selectionSet, { Variable: ({ name }) => void used.add(name.value) });
  const variableDefinitions = (operation.variableDefinitions ?? []).filter(({ variable }) =>
    used.has(variable.name.value),
  );
  const document: Question['document'] = { kind: Kind.DOCUMENT, definitions: [{ ...asked, variableDefinitions }] };
  return { text: print(document), document, variables: [...used] };
}

function asksSchema(selection: OperationDefinitionNode['selectionSet']['selections'][number]): boolean {
  if (selection.kind === Kind.FIELD) return isSchemaField(selection);
  return selection.kind === Kind.INLINE_FRAGMENT && selection.selectionSet.selections.some(asksSchema);
}

const isSchemaField = ({ name }: FieldNode) => name.value === '__schema' || name.value === '__type';

import {
  type DocumentNode,
  getOperationAST,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  print,
} from 'graphql';
import { type Conditions, conditionsOf } from '../plan/conditions.ts';
import { guardPlanning, type PlanLimits } from '../plan/guard.ts';
import { Literals } from './literals.ts';
import { Selections } from './selections.ts';

/** An operation in the form that all its spellings share. */
export interface Normalised {
  /** One operation, without named fragments and, where that is safe, without literals. */
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  /** The values that stood in the text, by the names that stand for them now. */
  readonly literals: Readonly<Record<string, unknown>>;
  /** The variables on which `@skip` and `@include` depend. */
  readonly conditions: Conditions;
  /** Equal for two operations exactly when one plan serves both. */
  readonly key: string;
}

/** What was normalised, for as long as somebody keeps the document. */
const known = new WeakMap<GraphQLSchema, WeakMap<DocumentNode, Map<string, Normalised>>>();

/**
 * Brings a validated operation into the form in which it is planned: spelling, the layout of fragments and literal
 * values must not make one plan into many. The order of fields stays, since the answer is in that order.
 */
export function normalise(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  limits: PlanLimits,
): Normalised {
  let ofSchema = known.get(schema);
  if (!ofSchema) known.set(schema, (ofSchema = new WeakMap()));
  let ofDocument = ofSchema.get(document);
  if (!ofDocument) ofSchema.set(document, (ofDocument = new Map<string, Normalised>()));
  let normalised = ofDocument.get(operationName ?? '');
  if (!normalised) {
    normalised = work(schema, document, operationName, limits);
    ofDocument.set(operationName ?? '', normalised);
  }
  return normalised;
}

function work(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  limits: PlanLimits,
): Normalised {
  const asked = getOperationAST(document, operationName);
  const root = asked && (schema.getRootType(asked.operation) as GraphQLNamedType | undefined);
  if (!asked || !root) {
    // As @apollo/server names it: the fault is the client's, and the status says so.
    throw new GraphQLError('The graph has no such operation, or the document has none of this name.', {
      extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
    });
  }
  // Writing fragments out is what a bomb of fragments is made for: first it is measured.
  guardPlanning(document, asked, limits);
  const definitions = asked.variableDefinitions ?? [];
  const literals = new Literals(definitions.map(({ variable }) => variable.name.value));
  const selections = new Selections(schema, document, literals);
  const operation: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: asked.operation,
    ...(asked.name && { name: asked.name }),
    ...(asked.directives?.length && { directives: asked.directives }),
    selectionSet: selections.of([asked.selectionSet], root),
    variableDefinitions: [...definitions, ...literals.definitions],
  };
  const made: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation] };
  return { document: made, operation, literals: literals.values, conditions: conditionsOf(made), key: print(made) };
}

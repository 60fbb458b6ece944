import { operationFromDocument } from '@apollo/federation-internals';
import type { PlanNode, SubscriptionNode } from '@apollo/query-planner';
import type { DocumentNode } from 'graphql';
import type { Graph } from './graph.ts';

export interface PlanRequest {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  /** Which labels of progressive `@override` hold for this caller. */
  readonly overrides: ReadonlyMap<string, boolean>;
}

export function planOperation(graph: Graph, request: PlanRequest): PlanNode | SubscriptionNode | undefined {
  const { document, operationName, overrides } = request;
  const operation = operationFromDocument(graph.plannerSchema, document, {
    // The document has been validated against the same schema.
    validate: false,
    ...(operationName !== undefined && { operationName }),
  });
  return graph.planner.buildQueryPlan(operation, { overrideConditions: new Map(overrides) }).node;
}

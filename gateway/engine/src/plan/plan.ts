import { operationFromDocument } from '@apollo/federation-internals';
import type { PlanNode, SubscriptionNode } from '@apollo/query-planner';
import { type DocumentNode, print } from 'graphql';
import type { Graph } from './graph.ts';

export interface PlanRequest {
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  /** Which labels of progressive `@override` hold for this caller. */
  readonly overrides: ReadonlyMap<string, boolean>;
}

export type RootNode = PlanNode | SubscriptionNode;

/**
 * Plans that were made elsewhere, by what they were made for. Null where that took no time and brought nothing: an
 * operation of which its conditions leave nothing, or one that cannot be planned.
 */
export type ReadyPlans = ReadonlyMap<string, RootNode | null>;

export const planKey = ({ document, operationName, overrides }: PlanRequest): string =>
  [operationName ?? '', [...overrides].map(([label, holds]) => `${label}=${holds}`).sort(), textOf(document)].join(
    '\n',
  );

const texts = new WeakMap<DocumentNode, string>();

/** What is planned for one graph is planned for the next one too: its text is written once. */
export function textOf(document: DocumentNode): string {
  let text = texts.get(document);
  if (text === undefined) texts.set(document, (text = print(document)));
  return text;
}

export function planOperation(graph: Graph, request: PlanRequest, own?: ReadyPlans): RootNode | undefined {
  const ready = own ?? graph.ready;
  const plan = ready.size > 0 ? ready.get(planKey(request)) : undefined;
  if (plan) return plan;
  const { document, operationName, overrides } = request;
  const operation = operationFromDocument(graph.plannerSchema, document, {
    // The document has been validated against the same schema.
    validate: false,
    ...(operationName !== undefined && { operationName }),
  });
  return graph.planner.buildQueryPlan(operation, { overrideConditions: new Map(overrides) }).node;
}

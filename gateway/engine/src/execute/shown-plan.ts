import type { GatewayExecutionResult } from '@apollo/server-gateway-interface';
import { prettyFormatQueryPlan } from '@apollo/query-planner';
import type { PreparedOperation } from '../plan/operation.ts';

/** Adds how an operation was planned, as text: which subgraph is asked what, and what waits for what. */
export function withPlan(result: GatewayExecutionResult, { programs }: PreparedOperation): GatewayExecutionResult {
  const text = programs.map(({ plan }) => prettyFormatQueryPlan({ kind: 'QueryPlan', ...(plan && { node: plan }) }));
  return { ...result, extensions: { ...result.extensions, queryPlan: text.join('\n') } };
}

import type { ApolloGateway } from '@apollo/gateway';
import type { GatewayExecutionResult } from '@apollo/server-gateway-interface';
import { type FragmentDefinitionNode, getOperationAST, getVariableValues, Kind } from 'graphql';
import { Decisions } from '../access/decisions.ts';
import type { AccessGrant } from '../access/grant.ts';
import { withoutRefused } from '../access/restrict.ts';
import { Shape } from '../compile/shape.ts';
import { complete } from '../complete/complete.ts';
import { responseNameOf } from '../plan/data-keys.ts';
import type { Graph } from '../plan/graph.ts';

type Execute = ApolloGateway['executor'];
type Context = Parameters<Execute>[0];

/**
 * The stock executor knows no access directives. It is given the operation without what is refused, and what is refused
 * is put into its answer as the specification has it for fields that failed.
 */
export function restrictingStock(
  execute: Execute,
  graphFor: (context: Context) => Graph,
  grantOf: (context: Context) => AccessGrant | undefined,
): Execute {
  const decisions = new Decisions();
  return async (context): Promise<GatewayExecutionResult> => {
    const graph = graphFor(context);
    const { document, request, queryHash } = context;
    const operation = getOperationAST(document, request.operationName ?? undefined);
    const only = document.definitions.filter((node) => node.kind !== Kind.OPERATION_DEFINITION || node === operation);
    const asked = { document: { ...document, definitions: only }, key: `${queryHash}\n${request.operationName ?? ''}` };
    const decision = (await decisions.of(graph, asked, grantOf(context)))(graph);
    const rootType = operation && graph.schema.getRootType(operation.operation);
    if (!decision || !operation || !rootType) return execute(context);
    const restricted = withoutRefused(graph.schema, document, decision);
    const { errors = [], data } = await execute({
      ...context,
      document: restricted,
      operation: getOperationAST(restricted, request.operationName ?? undefined) ?? operation,
      // Plans are kept under it.
      queryHash: `${queryHash}\n${decision.key}`,
    });
    if (!data) return { errors, data: data ?? null };
    const fragments: Record<string, FragmentDefinitionNode> = Object.create(null) as Record<string, never>;
    for (const node of document.definitions) {
      if (node.kind === Kind.FRAGMENT_DEFINITION) fragments[node.name.value] = node;
    }
    const { coerced } = getVariableValues(graph.schema, operation.variableDefinitions ?? [], request.variables ?? {});
    const { schema, interfaceObjects } = graph;
    const shown = { schema, interfaceObjects, fragments, variables: coerced ?? {}, dataKeyOf: responseNameOf };
    const completed = complete({
      shape: new Shape({ ...shown, access: decision }, rootType.name, [operation.selectionSet]),
      rootType,
      data,
      isExplained: () => errors.length > 0,
      introspect: ({ responseName }) => (data as Record<string, unknown>)[responseName] ?? null,
    });
    return { data: completed.data, errors: [...errors, ...completed.errors] };
  };
}

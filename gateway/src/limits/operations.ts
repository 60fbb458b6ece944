import { type GraphQLSchema, Kind, parse } from 'graphql';
import { type CostModel, costModel } from './cost-model.ts';
import { documentShape, type DocumentShape } from './document-shape.ts';
import { operationCost, type Variables } from './operation-cost.ts';

/** How heavy one operation is, with the values its variables have by default. */
export interface OperationWeight extends DocumentShape {
  readonly name: string;
  readonly cost: number;
}

/** What the operations of a document would weigh on a supergraph, of which `schema` is what clients see. */
export const operationWeights = (
  { schema, supergraphSdl }: { readonly schema: GraphQLSchema; readonly supergraphSdl: string },
  text: string,
  variables: Variables = {},
): OperationWeight[] => weightsBy(costModel(supergraphSdl), schema, text, variables);

/** The same by a model that was read before: reading one takes as long as weighing hundreds of operations. */
export function weightsBy(
  model: CostModel,
  schema: GraphQLSchema,
  text: string,
  variables: Variables = {},
): OperationWeight[] {
  const document = parse(text);
  return document.definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION
      ? {
          name: node.name?.value ?? 'anonymous',
          cost: operationCost(model, schema, document, node).with(variables),
          ...documentShape(document, node),
        }
      : [],
  );
}

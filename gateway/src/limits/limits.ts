import { type DocumentNode, GraphQLError, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { costModel, type CostModel } from './cost-model.ts';
import { shapeRefusal } from './document-limits.ts';
import { documentShape } from './document-shape.ts';
import { severalRefusal } from './one-at-a-time.ts';
import { operationCost, type OperationCost, type Variables } from './operation-cost.ts';
import { variablesRefusal } from './variable-limits.ts';

/** What one operation may cost, by who asks. */
export const costLimits = { anonymous: 2_000, known: 10_000 } as const;

/** One operation about to be planned. */
export interface Admissible {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables | undefined;
  readonly anonymous: boolean;
  /** Whether the document was registered beforehand by those who run the graph. */
  readonly trusted: boolean;
}

export interface Cost {
  readonly requested: number;
  readonly limit: number;
}

/** What an operation costs, or why it may not be planned; the same for answers, parts and events. */
export class Limits {
  readonly #models = new WeakMap<GraphQLSchema, CostModel>();
  readonly #costs = new WeakMap<OperationDefinitionNode, OperationCost>();
  /** By variables: the same operation of the same page is weighed once. */
  readonly #weighed = new WeakMap<OperationDefinitionNode, LRUCache<string, number>>();

  #last: { readonly sdl: string; readonly model: CostModel } | undefined;

  /** A new graph has come into service. */
  learn(schema: GraphQLSchema, supergraphSdl: string): void {
    // The parts of a graph that some callers are shown cost what they cost in the whole.
    if (this.#last?.sdl !== supergraphSdl) this.#last = { sdl: supergraphSdl, model: costModel(supergraphSdl) };
    this.#models.set(schema, this.#last.model);
  }

  /** Throws the refusal, which a client may read as it stands. */
  admit({ schema, document, operation, variables, anonymous, trusted }: Admissible): Cost {
    const refusal = shapeRefusal(documentShape(document, operation), trusted) ?? variablesRefusal(variables);
    if (refusal) throw refusal;
    const model = this.#models.get(schema) ?? none;
    const { name: rootType = '' } = schema.getRootType(operation.operation) ?? {};
    const many = severalRefusal(model.oneAtATime, rootType, document, operation);
    if (many) throw many;
    const limit = anonymous ? costLimits.anonymous : costLimits.known;
    const requested = this.#costOf(schema, document, operation, variables);
    if (requested > limit) throw tooDear(requested, limit);
    return { requested, limit };
  }

  #costOf(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Variables | undefined,
  ): number {
    let cost = this.#costs.get(operation);
    if (!cost) {
      cost = operationCost(this.#models.get(schema) ?? none, schema, document, operation);
      this.#costs.set(operation, cost);
    }
    const key = cost.variables.map((name) => String(variables?.[name])).join(' ');
    let weighed = this.#weighed.get(operation);
    if (!weighed) this.#weighed.set(operation, (weighed = new LRUCache({ max: 20 })));
    let sum = weighed.get(key);
    if (sum === undefined) weighed.set(key, (sum = cost.with(variables)));
    return sum;
  }
}

const none: CostModel = { weights: new Map(), listSizes: new Map(), oneAtATime: new Set() };

const tooDear = (cost: number, limit: number) =>
  new GraphQLError(`The operation costs ${cost}; ${limit} are allowed. Ask for shorter pages, or in parts.`, {
    extensions: { code: 'COST_LIMIT', cost, limit, http: { status: 400 } },
  });

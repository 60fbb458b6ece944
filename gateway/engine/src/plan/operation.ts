import { getOperationAST, GraphQLError, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import type { PlanNode, SubscriptionNode } from '@apollo/query-planner';
import type { AccessDecision } from '../access/decision.ts';
import { withoutRefused } from '../access/restrict.ts';
import { compileProgram, type Program } from '../compile/program.ts';
import { isOfTypeIn } from '../compile/rewrite.ts';
import { type Keys, keysOf } from '../compile/merge.ts';
import { Shape } from '../compile/shape.ts';
import { compilePass, type Pass } from '../pass/pass.ts';
import { repeatsOf } from '../write/repeats.ts';
import { compileWriter, type Introspect, type Write } from '../write/writer.ts';
import type { Normalised } from '../normalise/normalise.ts';
import { outcomeKey, withoutConditions } from './conditions.ts';
import { planApart } from './conflicts.ts';
import { assignDataKeys, type DataKeys } from './data-keys.ts';
import type { Graph } from './graph.ts';
import { defaultLimits, guardPlanning, type PlanLimits } from './guard.ts';
import { planOperation, type PlanRequest, type ReadyPlans } from './plan.ts';

export interface PlannedProgram {
  /** What was planned: the next version of the graph will be asked for it too. */
  readonly request: PlanRequest;
  readonly plan: PlanNode | undefined;
  readonly program: Program;
  /** What a part that was planned apart adds to the first. */
  readonly keys: Keys;
}

/** What the client selected, given the outcome of its conditions, and the function that writes it. */
export interface Outcome {
  readonly shape: Shape;
  readonly write: (introspect: Introspect) => Write;
  /** Where the answer of the only fetch can be sent on as it comes. */
  readonly pass: Pass | undefined;
}

/** Everything that follows from a graph and an operation, worked out once. */
export class PreparedOperation {
  readonly #outcomes = new Map<string, Outcome>();
  readonly #conditionVariables: readonly string[];

  constructor(
    readonly graph: Graph,
    readonly operation: OperationDefinitionNode,
    readonly dataKeys: DataKeys,
    /** One, or several where parts of the operation had to be planned apart. */
    readonly programs: readonly PlannedProgram[],
    conditions: readonly string[],
    /** What its callers are refused; absent where that is nothing. */
    readonly access?: AccessDecision,
  ) {
    this.#conditionVariables = conditions;
  }

  get rootType() {
    const type = this.graph.schema.getRootType(this.operation.operation);
    if (!type) throw new GraphQLError(`The graph has no ${this.operation.operation} type.`);
    return type;
  }

  /** There is one outcome for each way in which `@skip` and `@include` may turn out. */
  outcome(variables: Readonly<Record<string, unknown>>): Outcome {
    const key = outcomeKey(this.#conditionVariables, variables);
    let outcome = this.#outcomes.get(key);
    if (!outcome) {
      if (this.#outcomes.size >= maxOutcomes) this.#outcomes.clear();
      outcome = this.#compile(Object.fromEntries(this.#conditionVariables.map((name) => [name, variables[name]])));
      this.#outcomes.set(key, outcome);
    }
    return outcome;
  }

  #compile(variables: Readonly<Record<string, unknown>>): Outcome {
    const { schema, interfaceObjects } = this.graph;
    const context = {
      schema,
      interfaceObjects,
      fragments: {},
      variables,
      dataKeyOf: this.dataKeys.of,
      access: this.access,
    };
    const { rootType } = this;
    const shape = new Shape(context, rootType.name, [this.operation.selectionSet]);
    const repeats = repeatsOf(this.programs.flatMap(({ program }) => program.steps));
    const [only, ...others] = this.programs;
    const pass = only && others.length === 0 ? compilePass(only.program, shape) : undefined;
    return { shape, write: compileWriter({ shape, rootType, repeats }), pass };
  }
}

/** Six independent conditions; who has more pays for working the shape out again. */
const maxOutcomes = 64;

export interface Preparing {
  readonly graph: Graph;
  readonly normalised: Normalised;
  readonly overrides: ReadonlyMap<string, boolean>;
  /** How its conditions turn out: an operation is planned for one outcome of them. */
  readonly outcome: Readonly<Record<string, unknown>>;
  readonly limits?: PlanLimits;
  /** What the caller is refused. */
  readonly access?: AccessDecision | undefined;
}

/** What the planner is asked for an operation: one question, or several where parts have to be planned apart. */
export function planRequestsOf(preparing: Preparing): { dataKeys: DataKeys; requests: PlanRequest[] } {
  const { graph, normalised, overrides, outcome, limits = defaultLimits, access } = preparing;
  const { document, operation, conditions } = normalised;
  const dataKeys = assignDataKeys(document, graph.reserved);
  const wanted = conditions ? withoutConditions(dataKeys.document, outcome) : dataKeys.document;
  const definite = access ? withoutRefused(graph.schema, wanted, access) : wanted;
  const renamed = getOperationAST(definite) ?? operation;
  // Asking the objects of an interface by name makes an operation larger.
  if (access) guardPlanning(definite, renamed, limits);
  const documents = planApart(graph.schema, definite, renamed, graph.required);
  if (documents.length > 1 && operation.operation !== OperationTypeNode.QUERY) {
    // Planning apart runs the root fields more than once, which only a query can bear.
    throw new GraphQLError('Two fields need one other field with different arguments; ask for them apart.', {
      extensions: { code: 'CONFLICTING_REQUIRES' },
    });
  }
  const requests = documents.map((each) => ({ document: each, operationName: operation.name?.value, overrides }));
  return { dataKeys, requests };
}

/** Plans and compiles; `ready` are plans of it that were made elsewhere. */
export function prepareOperation(preparing: Preparing, ready?: ReadyPlans): PreparedOperation {
  const { graph, normalised, access } = preparing;
  const { operation, conditions } = normalised;
  const { dataKeys, requests } = planRequestsOf(preparing);
  const isOfType = isOfTypeIn(graph.objectTypes);
  const programs = requests.map((request): PlannedProgram => {
    const plan = asPlanNode(planOperation(graph, request, ready));
    const keys =
      requests.length > 1 ? keysOf((getOperationAST(request.document) ?? operation).selectionSet) : new Map();
    return { request, plan, program: compileProgram(plan, isOfType, graph), keys };
  });
  return new PreparedOperation(graph, operation, dataKeys, programs, conditions ?? [], access);
}

/** A subscription is its source, and then for each event the rest: the same steps as those of a query. */
function asPlanNode(node: PlanNode | SubscriptionNode | undefined): PlanNode | undefined {
  if (node?.kind !== 'Subscription') return node;
  return node.rest ? { kind: 'Sequence', nodes: [node.primary, node.rest] } : node.primary;
}

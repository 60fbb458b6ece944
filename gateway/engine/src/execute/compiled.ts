import type { GatewayExecutionResult, GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import { getOperationAST, getVariableValues, GraphQLError, Kind, OperationTypeNode, parse, validate } from 'graphql';
import { Decisions } from '../access/decisions.ts';
import type { AccessDecision } from '../access/decision.ts';
import type { AccessGrant } from '../access/grant.ts';
import { type Normalised, normalise } from '../normalise/normalise.ts';
import { outcomeKey } from '../plan/conditions.ts';
import type { PlanLimits } from '../plan/guard.ts';
import { type SubgraphAnswer, type SubgraphClient, SubgraphError, type SubgraphRequest } from '../client/types.ts';
import { type Incremental, operateInParts, partsOf } from '../defer/defer.ts';
import { observed } from '../observe/fetch.ts';
import type { Observer } from '../observe/observer.ts';
import { type PlanElsewhere, PlanningAside } from '../plan/aside.ts';
import { PlanCache, type Recipe } from '../plan/cache.ts';
import type { Graph } from '../plan/graph.ts';
import { type PreparedOperation, planRequestsOf, prepareOperation } from '../plan/operation.ts';
import { PassedAnswer } from '../pass/pass.ts';
import type { PlanRequest } from '../plan/plan.ts';
import { warmedOperations } from '../warm/warmer.ts';
import { events } from '../subscribe/subscribe.ts';
import { Flights } from './flights.ts';
import { begin, operate, type Operating } from './operate.ts';
import type { OutgoingFetch } from './types.ts';
import { withPlan } from './shown-plan.ts';

/** What a request brings along besides its operation. */
export interface Caller {
  readonly headers: (subgraph: string, body: string) => Record<string, string> | Promise<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  readonly deadline?: number | undefined;
  readonly forWorkInHand?: boolean | undefined;
  readonly overrides: ReadonlyMap<string, boolean>;
  /**
   * Equal for two callers who may share what they ask: the same identity, and everything forwarded equal. Undefined:
   * shares with nobody.
   */
  readonly sameAs: string | undefined;
  /** Whether the answer says how it was planned. */
  readonly showsPlan: boolean;
  /** Undefined where access is nobody’s business. */
  readonly grant: AccessGrant | undefined;
}

/** The part of a request context that the executor reads. */
export type Asked = Pick<GatewayGraphQLRequestContext, 'document' | 'request'>;

export interface CompiledOptions {
  readonly clientOf: (subgraph: string) => SubgraphClient;
  /** How much memory prepared operations may take. */
  readonly planCacheBytes: number;
  readonly limits: PlanLimits;
  /** Whether queries and fetches under way are shared between requests. */
  readonly share: boolean;
  readonly observer?: Observer | undefined;
  /** For operations that would keep everybody waiting while they are planned. */
  readonly planElsewhere: PlanElsewhere;
}

/** While plans are warmed nobody is answered: no longer than a busy moment. */
const warmUpMs = 20;

export class CompiledExecutor {
  readonly #plans: PlanCache;
  readonly #aside: PlanningAside;
  readonly #decisions = new Decisions();
  readonly #fetches = new Flights(ownAnswer);
  readonly #queries = new Flights<GatewayExecutionResult>((result) => ({ ...result }));
  readonly #numbers = new WeakMap<PreparedOperation, number>();
  #lastNumber = 0;

  constructor(private readonly options: CompiledOptions) {
    this.#plans = new PlanCache(options.planCacheBytes, options.observer);
    this.#aside = new PlanningAside(this.#plans, options.planElsewhere);
  }

  /** Prepares for a new graph what callers asked of the one before. */
  warm(before: Graph, after: Graph): void {
    this.#plans.warm(before, after, warmUpMs);
  }

  /** Prepares what callers are known to ask, before anybody does; what does not fit the graph is left out. */
  prepareRecorded(graph: Graph, texts: readonly string[]): void {
    for (const text of texts) {
      try {
        const document = parse(text);
        if (validate(graph.schema, document, undefined, { maxErrors: 1 }).length > 0) continue;
        for (const node of document.definitions) {
          if (node.kind !== Kind.OPERATION_DEFINITION) continue;
          const normalised = normalise(graph.schema, document, node.name?.value, this.options.limits);
          this.#plans.get(
            graph,
            this.#recipe(normalised, {}, new Map(), () => undefined),
          );
        }
      } catch (failure) {
        if (!(failure instanceof GraphQLError)) throw failure;
      }
    }
  }

  /** What was asked last: the next version of the graph is prepared for it. */
  recent(graphs: readonly Graph[]): PlanRequest[] {
    return this.#plans.recent(graphs, warmedOperations);
  }

  /** The answer in one piece, whatever could be deferred. */
  execute(graph: Graph, asked: Asked, caller: Caller): Promise<GatewayExecutionResult> {
    const { observer } = this.options;
    if (!observer?.operation) return this.#execute(graph, asked, caller);
    const name = asked.request.operationName ?? undefined;
    return observer.operation({ name }, () => this.#execute(graph, asked, caller));
  }

  async #execute(graph: Graph, asked: Asked, caller: Caller): Promise<GatewayExecutionResult> {
    const operating = await this.#begin(graph, asked, caller);
    if ('refused' in operating) return operating.refused;
    const result = await this.#run(operating, caller);
    return caller.showsPlan ? withPlan(result, operating.prepared) : result;
  }

  #run(operating: Operating, caller: Caller): Promise<GatewayExecutionResult> {
    const { prepared, request } = operating;
    if (prepared.operation.operation === OperationTypeNode.MUTATION) {
      // Whoever asks from now on must see what it did, and not join whoever asked before.
      return operate(operating).finally(() => this.#forget());
    }
    if (!this.options.share || caller.sameAs === undefined) return operate(operating);
    const key = `${this.#numberOf(prepared)}\n${caller.sameAs}\n${JSON.stringify(request.variables)}`;
    return this.#queries
      .join(key, caller.signal, (signal) => {
        // It goes on for the others when the first of them leaves.
        const send = this.#sender({ ...caller, signal }, prepared);
        return operate({ ...operating, request: { ...request, send } });
      })
      .catch((failure: unknown) => {
        if (!(failure instanceof SubgraphError)) throw failure;
        return { errors: [new GraphQLError(failure.message, { extensions: { code: failure.code } })] };
      });
  }

  /** The answer in parts, or undefined where nothing is deferred. */
  async defer(graph: Graph, asked: Asked, caller: Caller): Promise<Incremental | undefined> {
    const operating = await this.#begin(graph, asked, caller);
    // What is refused is not in the planner's parts: the answer in one piece says so in the right places.
    if ('refused' in operating || operating.prepared.access) return undefined;
    const parts = partsOf(operating);
    return parts && operateInParts(operating, parts);
  }

  /** One answer for each event. */
  async *subscribe(graph: Graph, asked: Asked, caller: Caller): AsyncGenerator<GatewayExecutionResult> {
    const operating = await this.#begin(graph, asked, caller);
    if ('refused' in operating) yield operating.refused;
    else if (operating.prepared.programs[0]?.program.steps.length === 0) yield await operate(operating);
    else yield* events(operating, (subgraph, fetch) => this.#listen(subgraph, fetch, caller));
  }

  #forget(): void {
    this.#fetches.forget();
    this.#queries.forget();
  }

  #numberOf(prepared: PreparedOperation): number {
    let number = this.#numbers.get(prepared);
    if (number === undefined) this.#numbers.set(prepared, (number = ++this.#lastNumber));
    return number;
  }

  async #begin(
    graph: Graph,
    asked: Asked,
    caller: Caller,
  ): Promise<Operating | { readonly refused: GatewayExecutionResult }> {
    const { document, request } = asked;
    const name = request.operationName ?? undefined;
    const sent = request.variables ?? {};
    const definitions = getOperationAST(document, name)?.variableDefinitions ?? [];
    const values = getVariableValues(graph.schema, definitions, sent);
    if (values.errors) return { refused: { errors: values.errors.map(badInput) } };
    const { coerced } = values;
    const { overrides } = caller;
    try {
      const normalised = normalise(graph.schema, document, name, this.options.limits);
      const decisionOn = await this.#decisions.of(graph, normalised, caller.grant);
      const recipe = this.#recipe(normalised, coerced, overrides, decisionOn);
      const planning = this.#aside.plansFor(graph, normalised, recipe);
      const prepared = this.#plans.get(graph, recipe, planning && (await planning));
      const variables = { ...sent, ...normalised.literals };
      return begin(prepared, { variables, coerced, send: this.#sender(caller, prepared) });
    } catch (failure) {
      if (failure instanceof GraphQLError) return { refused: { errors: [failure] } };
      throw failure;
    }
  }

  #recipe(
    normalised: Normalised,
    coerced: Readonly<Record<string, unknown>>,
    overrides: ReadonlyMap<string, boolean>,
    decisionOn: (graph: Graph) => AccessDecision | undefined,
  ): Recipe {
    const { limits } = this.options;
    const conditions = normalised.conditions ?? [];
    const labels = overrides.size === 0 ? [] : [...overrides].map(([label, holds]) => `${label}=${holds}`).sort();
    const same = [normalised.key, outcomeKey(conditions, coerced), ...labels].join('\n');
    // Of what the caller sent only this much is kept with the plan.
    const outcome = Object.fromEntries(conditions.map((variable) => [variable, coerced[variable]]));
    const preparing = (on: Graph) => ({ graph: on, normalised, overrides, outcome, limits, access: decisionOn(on) });
    return {
      document: normalised.document,
      keyOn: (on) => `${same}\n${decisionOn(on)?.key ?? ''}`,
      prepare: (on, ready) => prepareOperation(preparing(on), ready),
      requests: (on) => planRequestsOf(preparing(on)).requests,
    };
  }

  #sender(
    caller: Caller,
    { operation, programs }: PreparedOperation,
  ): (subgraph: string, fetch: OutgoingFetch) => Promise<SubgraphAnswer> {
    const { clientOf, observer, share } = this.options;
    const who = share ? caller.sameAs : undefined;
    const dispatch = (subgraph: string, fetch: OutgoingFetch, signal: AbortSignal | undefined) => {
      const own = caller.headers(subgraph, fetch.body);
      const send = (ready: Record<string, string>) => {
        const request = requestFor(fetch, ready, { ...caller, signal });
        if (!observer) return clientOf(subgraph).send(request);
        return observed(observer, subgraph, fetch, () => clientOf(subgraph).send(request));
      };
      return own instanceof Promise ? own.then(send) : send(own);
    };
    // What a mutation reads is read after it, by itself. Within one request only parts planned apart ask twice.
    const mayRepeat = operation.operation === OperationTypeNode.QUERY && (who !== undefined || programs.length > 1);
    // What changes something is not cut short: whoever left may come back and ask what came of it.
    const signal = operation.operation === OperationTypeNode.MUTATION ? undefined : caller.signal;
    if (!mayRepeat) return (subgraph, fetch) => dispatch(subgraph, fetch, signal);
    const flights = who === undefined ? new Flights(ownAnswer) : this.#fetches;
    return (subgraph, fetch) => {
      // Bytes that are passed on are checked for one operation: another one must not get them.
      if (fetch.pass) return dispatch(subgraph, fetch, caller.signal);
      const key = `${subgraph}\n${who ?? ''}\n${fetch.body}`;
      return flights.join(key, caller.signal, (signal) => dispatch(subgraph, fetch, signal));
    };
  }

  async *#listen(subgraph: string, fetch: OutgoingFetch, caller: Caller): AsyncGenerator<SubgraphAnswer> {
    const client = this.options.clientOf(subgraph);
    if (!client.subscribe) throw new Error(`${subgraph} offers no subscriptions`);
    const headers = await caller.headers(subgraph, fetch.body);
    // A subscription lives as long as its caller; deadlines are for answers.
    yield* client.subscribe(requestFor(fetch, headers, { ...caller, deadline: undefined }));
  }
}

/** Answers are merged into: each takes one of its own. */
const ownAnswer = (answer: SubgraphAnswer): SubgraphAnswer =>
  answer.data instanceof PassedAnswer ? answer : structuredClone(answer);

/** As @apollo/server says it, which is not asked about events and parts. */
const badInput = ({ message, nodes, source, positions, extensions }: GraphQLError) =>
  new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    extensions: { ...extensions, code: 'BAD_USER_INPUT' },
  });

function requestFor(
  { query, operationName, body, pass, lists }: OutgoingFetch,
  headers: Record<string, string>,
  { signal, deadline, forWorkInHand }: Caller,
): SubgraphRequest {
  return {
    query,
    body,
    headers,
    ...(pass && { pass }),
    ...(lists && { lists }),
    ...(operationName !== undefined && { operationName }),
    ...(signal && { signal }),
    ...(deadline !== undefined && { deadline }),
    ...(forWorkInHand && { forWorkInHand }),
  };
}

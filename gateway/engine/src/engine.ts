import { ApolloGateway } from '@apollo/gateway';
import type { ApolloServerPlugin } from '@apollo/server';
import type { GatewayExecutionResult, GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import { type GraphQLSchema } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type SubgraphClient, SubgraphError } from './client/types.ts';
import { deferring, type PresentError } from './defer/plugin.ts';
import { withDefer } from './defer/schema.ts';
import { type Asked, type Caller, CompiledExecutor } from './execute/compiled.ts';
import { restrictingStock } from './execute/stock-access.ts';
import { stockDataSource } from './execute/stock.ts';
import type { AccessGrant } from './access/grant.ts';
import type { Observer } from './observe/observer.ts';
import { type Graph, graphOf } from './plan/graph.ts';
import { defaultLimits, type PlanLimits } from './plan/guard.ts';
import { warmedOperations, Warmer } from './warm/warmer.ts';
import type { AccessRules } from './supergraph/access.ts';
import { planKey, type PlanRequest, type ReadyPlans } from './plan/plan.ts';
import { InSteps } from './supergraph/in-steps.ts';
import { preparing, type SupergraphSource } from './supergraph/manager.ts';
import { prepareSupergraph } from './supergraph/prepare.ts';

/** The part of a request that callbacks see; outside of @apollo/server there is no more. */
export type RequestView = Pick<GatewayGraphQLRequestContext, 'request' | 'context'>;

/** What one request hands on to one subgraph, with one body. */
export type HeadersFor = (
  context: RequestView,
  subgraph: string,
  body: string,
) => Record<string, string> | Promise<Record<string, string>>;

export interface EngineOptions {
  readonly supergraph: SupergraphSource;
  readonly client: (subgraph: string, url: string | undefined) => SubgraphClient;
  readonly headers?: HeadersFor;
  readonly executor?: 'compiled' | 'stock';
  /** Aborted when the caller of a request has left. */
  readonly signal?: (context: RequestView) => AbortSignal | undefined;
  /** The moment, on the scale of `performance.now()`, at which the caller of a request stops waiting. */
  readonly deadline?: (context: RequestView) => number | undefined;
  /** Whether a request is part of work that the graph has begun: it then stands in no line. */
  readonly forWorkInHand?: (context: RequestView) => boolean;
  /** How much memory the prepared operations of one version of the graph may take. */
  readonly planCacheBytes?: number;
  /** Plans of the first graph that were made elsewhere. */
  readonly ready?: ReadyPlans;
  /** How long a new graph waits at most for the plans of what is asked most, before it takes over. */
  readonly warmMillis?: number;
  /** What is refused before it is planned. */
  readonly limits?: Partial<PlanLimits>;
  /** The same function that @apollo/server has as `formatError`, which is not asked about parts and events. */
  readonly presentError?: PresentError;
  /** Documents that callers are known to send: prepared before the first of them comes. */
  readonly recorded?: readonly string[];
  /** Whether a caller is shown how an operation is planned; plans name subgraphs and their fields. Nobody, unless said. */
  readonly showsPlan?: (context: RequestView) => boolean;
  /** A new supergraph has taken over; it is told as it came. */
  readonly onTaken?: (supergraphSdl: string) => void;
  /** A new supergraph that turned out to be none; the last one stays in service. */
  readonly onRefused?: (reason: unknown) => void;
  /** Sees what the engine does: metrics, traces. */
  readonly observer?: Observer;
  /** What the caller of a request may see and do; without it the graph’s access directives are not enforced. */
  readonly access?: (context: RequestView) => AccessGrant | undefined;
  /**
   * Lets callers share queries and fetches that are under way: what it says of two requests is equal only if their
   * identity and everything that is forwarded for them are. Without it requests share nothing with each other.
   */
  readonly sameCaller?: (context: RequestView) => string | undefined;
  /** Whether somebody else runs a subgraph: its entities are asked to say their keys again. Nobody, unless said. */
  readonly isForeign?: (subgraph: string) => boolean;
  /** Which labels of progressive `@override` hold for a request. */
  readonly overrides?: (context: RequestView) => ReadonlyMap<string, boolean>;
}

/** Longer, and what was published would not be there when its author looks; what is not planned by then is soon after. */
const warmMillis = 800;

/** After a start there is enough to do. */
const beginMillis = 2_000;

const none: ReadonlyMap<string, boolean> = new Map();

/** Bounds the planner's search: beyond these it takes the best plan found so far. */
const plannerGuards = { maxEvaluatedPlans: 1_000, pathsLimit: 1_000 };

/** An `ApolloGateway` (a GatewayInterface for @apollo/server) whose plans are run by the engine. */
export class Engine extends ApolloGateway {
  /** For @apollo/server: answers `@defer` in parts to callers who take them. */
  readonly plugin: ApolloServerPlugin;
  /** What a client is shown of an error in a deferred part or an event. */
  readonly present: PresentError;
  readonly #clients: Map<string, SubgraphClient>;
  readonly #compiled: CompiledExecutor | undefined;
  readonly #warmer: Warmer | undefined;
  #ready: ReadyPlans;
  #beginning: NodeJS.Timeout | undefined;
  /** By schema: a request that was validated against one version runs on that version. */
  readonly #graphs = new WeakMap<GraphQLSchema, Graph>();
  #graph: Graph | undefined;
  /** The parts of it that some callers are shown. */
  readonly #shown = new Set<Graph>();
  /** What was to be planned for the last graph. */
  #asked: readonly PlanRequest[] = [];
  /** What was planned for the last graphs: one that comes back need not be waited for. */
  readonly #planned = new LRUCache<string, ReadyPlans>({ max: 4 });
  #access: AccessRules = new Map();
  readonly #inSteps: InSteps;

  constructor(private readonly options: EngineOptions) {
    // ApolloGateway reports its use to its maker unless told otherwise.
    process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
    const { supergraph, client, headers = () => ({}), executor = 'compiled', planCacheBytes, limits } = options;
    const clients = new Map<string, SubgraphClient>();
    const planning = {
      reuseQueryFragments: false,
      incrementalDelivery: { enableDefer: executor === 'compiled' },
      debug: plannerGuards,
    };
    super({
      supergraphSdl: preparing(supergraph, {
        onPrepared: (prepared) => {
          this.#access = prepared.access;
        },
        warm: (sdl) => this.#warm(sdl),
        build: (sdl) => this.#inSteps.build(sdl),
        onTaken: (sdl) => options.onTaken?.(sdl),
        onRefused: (reason) => options.onRefused?.(reason),
      }),
      buildService: ({ name, url }) => {
        const made = client(name, url);
        // A subgraph that moved: what is under way ends on the old client, everything later takes the new one.
        void clients.get(name)?.close?.();
        clients.set(name, made);
        return stockDataSource(name, made, headers);
      },
      queryPlannerConfig: planning,
      // Whoever can change the graph while it is served checks it before: here everybody would wait for that.
      ...(typeof supergraph !== 'string' && { validateSupergraph: false }),
    });
    this.#inSteps = new InSteps(this);
    this.#clients = clients;
    this.#ready = options.ready ?? new Map();
    this.present = options.presentError ?? ((formatted) => formatted);
    this.plugin = deferring(this, this.present);
    if (executor === 'stock') {
      const { access } = options;
      const stock = this.executor;
      if (access) this.executor = restrictingStock(stock, (context) => this.#graphFor(context), access);
      return;
    }
    const warmer = new Warmer(planning);
    const compiled = new CompiledExecutor({
      planCacheBytes: planCacheBytes ?? 64 * 1024 * 1024,
      limits: { ...defaultLimits, ...limits },
      observer: options.observer,
      share: options.sameCaller !== undefined,
      clientOf: (subgraph) => this.#clientOf(subgraph),
      planElsewhere: (graph, requests) => warmer.plan(graph.sdl, requests),
    });
    this.#compiled = compiled;
    this.#warmer = warmer;
    // Where the graph may change, its first change should not wait for the thread; nor should the start.
    if (typeof supergraph !== 'string') {
      this.#beginning = setTimeout(() => warmer.begin(), beginMillis).unref();
    }
    this.executor = async (context) => compiled.execute(this.#graphFor(context), context, this.#callerOf(context));
  }

  /** What the access directives of the graph in service demand. */
  get access(): AccessRules {
    return this.#access;
  }

  /** The schema in service; it changes with the graph. */
  get servedSchema(): GraphQLSchema | undefined {
    return this.#graph?.schema;
  }

  /** Requests that were validated against this schema, a part of the one in service, run on the graph in service. */
  serveAs(schema: GraphQLSchema, before: GraphQLSchema | undefined): void {
    if (!this.#graph) throw new Error('There is no graph yet.');
    const last = before && this.#graphs.get(before);
    const graph = { ...this.#graph, schema };
    this.#graphs.set(schema, graph);
    if (last) {
      this.#shown.delete(last);
      this.#compiled?.warm(last, graph);
    }
    this.#shown.add(graph);
  }

  /** Every listener gets the schema with `@defer`, and gets it after the engine knows it. */
  override onSchemaLoadOrUpdate(
    listener: Parameters<ApolloGateway['onSchemaLoadOrUpdate']>[0],
  ): ReturnType<ApolloGateway['onSchemaLoadOrUpdate']> {
    return super.onSchemaLoadOrUpdate((update) => {
      if (this.#graph?.source !== update.apiSchema) {
        const before = this.#graph;
        this.#graph = {
          ...graphOf(this, this.#compiled ? withDefer(update.apiSchema) : update.apiSchema, {
            ready: this.#ready,
            rules: this.#access,
            isForeign: this.options.isForeign ?? (() => false),
          }),
          source: update.apiSchema,
        };
        this.#graphs.set(this.#graph.schema, this.#graph);
        if (before) this.#compiled?.warm(before, this.#graph);
        else this.#compiled?.prepareRecorded(this.#graph, this.options.recorded ?? []);
      }
      listener({ ...update, apiSchema: this.#graph.schema });
    });
  }

  /** The answer in parts, or undefined where there is only one. */
  async defer(context: Asked & RequestView & { readonly schema: GraphQLSchema }) {
    return this.#compiled?.defer(this.#graphFor(context), context, this.#callerOf(context));
  }

  /** One answer for each event of a validated subscription. */
  subscribe(
    context: Asked & RequestView & { readonly schema: GraphQLSchema },
    signal: AbortSignal,
  ): AsyncGenerator<GatewayExecutionResult> {
    if (!this.#compiled) throw new Error('The stock executor has no subscriptions.');
    return this.#compiled.subscribe(this.#graphFor(context), context, { ...this.#callerOf(context), signal });
  }

  override async stop(): Promise<void> {
    clearTimeout(this.#beginning);
    await super.stop();
    await this.#warmer?.stop();
    await Promise.all([...this.#clients.values()].map(async (client) => client.close?.()));
  }

  /** Plans for a graph that is about to take over what was asked of the one in service; what was asked last comes first. */
  #warm(sdl: string): Promise<unknown> | undefined {
    const compiled = this.#compiled;
    this.#ready = this.#planned.get(sdl) ?? new Map();
    if (!compiled || !this.#warmer || !this.#graph) return undefined;
    const known = this.#ready;
    const requests = this.#askedLast(compiled).filter((request) => !known.has(planKey(request)));
    if (requests.length === 0) return undefined;
    return this.#warmer.warm(sdl, requests, this.options.warmMillis ?? warmMillis, known).then((ready) => {
      this.#ready = ready;
      this.#planned.set(sdl, ready);
    });
  }

  /**
   * Plans of a graph that another engine will serve, for what callers ask of this one. Should this one take it over
   * later, it has them.
   */
  async plansFor(supergraphSdl: string): Promise<ReadyPlans> {
    const { sdl } = prepareSupergraph(supergraphSdl);
    if (!this.#compiled || !this.#warmer) return new Map();
    const ready = await this.#warmer.plan(sdl, this.#askedLast(this.#compiled));
    this.#planned.set(sdl, ready);
    return ready;
  }

  /** What callers asked of the graph in service, the latest first, and then of those before it. */
  #askedLast(compiled: CompiledExecutor): readonly PlanRequest[] {
    const all = new Map<string, PlanRequest>();
    const recent = this.#graph ? compiled.recent([this.#graph, ...this.#shown]) : [];
    for (const request of [...recent, ...this.#asked]) {
      if (all.size < warmedOperations && !all.has(planKey(request))) all.set(planKey(request), request);
    }
    return (this.#asked = [...all.values()]);
  }

  #clientOf(subgraph: string): SubgraphClient {
    const client = this.#clients.get(subgraph);
    if (!client) throw new SubgraphError('SUBGRAPH_UNAVAILABLE', `no subgraph ${subgraph}`);
    return client;
  }

  #graphFor({ schema }: { readonly schema: GraphQLSchema }): Graph {
    const graph = this.#graphs.get(schema);
    if (!graph) throw new Error('The request was made for a schema that is not served.');
    return graph;
  }

  #callerOf(context: RequestView): Caller {
    const { headers, signal, deadline, forWorkInHand, sameCaller, overrides, access, showsPlan } = this.options;
    return {
      headers: (subgraph, body) => headers?.(context, subgraph, body) ?? {},
      signal: signal?.(context),
      deadline: deadline?.(context),
      forWorkInHand: forWorkInHand?.(context),
      sameAs: sameCaller?.(context),
      showsPlan: showsPlan?.(context) ?? false,
      overrides: overrides?.(context) ?? none,
      grant: access?.(context),
    };
  }
}

export const createEngine = (options: EngineOptions): Engine => new Engine(options);

import { ApolloGateway } from '@apollo/gateway';
import type { GatewayExecutor, GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import type { GraphQLSchema } from 'graphql';
import { type SubgraphClient, SubgraphError } from './client/types.ts';
import { type Caller, compiledExecutor } from './execute/compiled.ts';
import { stockDataSource } from './execute/stock.ts';
import { type Graph, graphOf } from './plan/graph.ts';
import type { AccessRules } from './supergraph/access.ts';
import { preparing, type SupergraphSource } from './supergraph/manager.ts';

/** What one request hands on to one subgraph. */
export type HeadersFor = (
  context: GatewayGraphQLRequestContext,
  subgraph: string,
) => Record<string, string> | Promise<Record<string, string>>;

export interface EngineOptions {
  readonly supergraph: SupergraphSource;
  readonly client: (subgraph: string, url: string | undefined) => SubgraphClient;
  readonly headers?: HeadersFor;
  readonly executor?: 'compiled' | 'stock';
  /** Aborted when the caller of a request has left. */
  readonly signal?: (context: GatewayGraphQLRequestContext) => AbortSignal | undefined;
  /** The moment, on the scale of `performance.now()`, at which the caller of a request stops waiting. */
  readonly deadline?: (context: GatewayGraphQLRequestContext) => number | undefined;
  /** How much memory the prepared operations of one version of the graph may take. */
  readonly planCacheBytes?: number;
  /** Which labels of progressive `@override` hold for a request. */
  readonly overrides?: (context: GatewayGraphQLRequestContext) => ReadonlyMap<string, boolean>;
}

const none: ReadonlyMap<string, boolean> = new Map();

/** An `ApolloGateway` (a GatewayInterface for @apollo/server) whose plans are run by the engine. */
export class Engine extends ApolloGateway {
  readonly #clients: Map<string, SubgraphClient>;
  /** By schema: a request that was validated against one version runs on that version. */
  readonly #graphs = new WeakMap<GraphQLSchema, Graph>();
  #access: AccessRules = new Map();

  constructor(private readonly options: EngineOptions) {
    // ApolloGateway reports its use to its maker unless told otherwise.
    process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
    const { supergraph, client, headers = () => ({}), executor = 'compiled' } = options;
    const clients = new Map<string, SubgraphClient>();
    super({
      supergraphSdl: preparing(supergraph, (prepared) => {
        this.#access = prepared.access;
      }),
      buildService: ({ name, url }) => {
        const made = client(name, url);
        clients.set(name, made);
        return stockDataSource(name, made, headers);
      },
      queryPlannerConfig: { reuseQueryFragments: false },
    });
    this.#clients = clients;
    this.onSchemaLoadOrUpdate(({ apiSchema }) => this.#graphs.set(apiSchema, graphOf(this, apiSchema)));
    if (executor === 'compiled') this.executor = this.#compiled();
  }

  /** What the access directives of the graph in service demand; whoever owns identities enforces it. */
  get access(): AccessRules {
    return this.#access;
  }

  override async stop(): Promise<void> {
    await super.stop();
    await Promise.all([...this.#clients.values()].map(async (client) => client.close?.()));
  }

  #compiled(): GatewayExecutor {
    const { execute } = compiledExecutor({
      planCacheBytes: this.options.planCacheBytes ?? 64 * 1024 * 1024,
      clientOf: (subgraph) => {
        const client = this.#clients.get(subgraph);
        if (!client) throw new SubgraphError('SUBGRAPH_UNAVAILABLE', `no subgraph ${subgraph}`);
        return client;
      },
    });
    return (context) => {
      const graph = this.#graphs.get(context.schema);
      if (!graph) throw new Error('The request was made for a schema that is not served.');
      return execute(graph, context, this.#callerOf(context));
    };
  }

  #callerOf(context: GatewayGraphQLRequestContext): Caller {
    const { headers, signal, deadline, overrides } = this.options;
    return {
      headers: (subgraph) => headers?.(context, subgraph) ?? {},
      signal: signal?.(context),
      deadline: deadline?.(context),
      overrides: overrides?.(context) ?? none,
    };
  }
}

export const createEngine = (options: EngineOptions): Engine => new Engine(options);

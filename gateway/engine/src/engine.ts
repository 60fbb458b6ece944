import { ApolloGateway } from '@apollo/gateway';
import type { GatewayGraphQLRequestContext } from '@apollo/server-gateway-interface';
import type { SubgraphClient } from './client/types.ts';
import { stockDataSource } from './execute/stock.ts';
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
}

/** An `ApolloGateway` (a GatewayInterface for @apollo/server) whose plans are run by the engine. */
export class Engine extends ApolloGateway {
  readonly #clients: SubgraphClient[];
  #access: AccessRules = new Map();

  constructor({ supergraph, client, headers = () => ({}) }: EngineOptions) {
    // ApolloGateway reports its use to its maker unless told otherwise.
    process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';
    const clients: SubgraphClient[] = [];
    super({
      supergraphSdl: preparing(supergraph, (prepared) => {
        this.#access = prepared.access;
      }),
      buildService: ({ name, url }) => {
        const made = client(name, url);
        clients.push(made);
        return stockDataSource(name, made, headers);
      },
    });
    this.#clients = clients;
  }

  /** What the access directives of the graph in service demand; whoever owns identities enforces it. */
  get access(): AccessRules {
    return this.#access;
  }

  override async stop(): Promise<void> {
    await super.stop();
    await Promise.all(this.#clients.map(async (client) => client.close?.()));
  }
}

export const createEngine = (options: EngineOptions): Engine => new Engine(options);

// A world twice: split over subgraphs behind the engine, and whole in one server.
import { ApolloServer, HeaderMap } from '@apollo/server';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema, type GraphQLResolverMap } from '@apollo/subgraph';
import {
  buildSchema,
  type DocumentNode,
  execute,
  type ExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
  parse,
  type ResponsePath,
} from 'graphql';
import {
  createEngine,
  type Engine,
  inProcessClient,
  stringifyResult,
  type SubgraphAnswer,
  type SubgraphRequest,
} from '@millgate/gateway/engine';
import { placeName } from './compare.ts';
import { type Query } from './generate-query.ts';
import { type World } from './model.ts';
import { monolithSdl, subgraphSdl } from './print-schemas.ts';
import { queryRoot, type Thing, Values } from './values.ts';

export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLFormattedError[];
}

/** A machine that is busy with other things is no difference. */
const patience = { timeoutMs: 120_000 };

/** Stands between the gateway and a subgraph, and may answer in its place. */
export type Meddler = (
  subgraph: string,
  request: SubgraphRequest,
  honest: () => Promise<SubgraphAnswer>,
) => Promise<SubgraphAnswer>;

const pathOf = ({ prev, key }: ResponsePath): (string | number)[] => [...(prev ? pathOf(prev) : []), key];

const parsed = (cache: Map<string, DocumentNode>, text: string): DocumentNode => {
  const known = cache.get(text);
  if (known) return known;
  const document = parse(text, { noLocation: true });
  cache.set(text, document);
  return document;
};

function subgraphServer(world: World, values: Values, name: string) {
  const references = Object.fromEntries(
    [...world.entities.map((entity) => entity.name), ...(world.interface ? ['Face'] : [])].map((type) => [
      type,
      (sent: Record<string, unknown>): Thing | null => {
        const thing = values.find(type, sent);
        // A reference to the interface is answered by what the thing is, except where the interface is an object.
        return thing && type === 'Face' && name !== world.interface?.objectIn
          ? { ...thing, __typename: thing.type }
          : thing;
      },
    ]),
  );
  const typeDefs = parse(subgraphSdl(world, name));
  const declared = new Set(typeDefs.definitions.flatMap((one) => ('name' in one && one.name ? [one.name.value] : [])));
  const resolvers = Object.fromEntries(
    Object.entries(references)
      .filter(([type]) => declared.has(type) && (type !== 'Face' || world.interface?.objectIn))
      .map(([type, resolve]) => [type, { __resolveReference: resolve }]),
  ) as GraphQLResolverMap<unknown>;
  const schema = buildSubgraphSchema([{ typeDefs, resolvers }]);
  const documents = new Map<string, DocumentNode>();
  const fieldResolver = values.resolver(name === world.interface?.objectIn);
  return async ({ query, variables }: SubgraphRequest): Promise<SubgraphAnswer> => {
    const result = await execute({
      schema,
      document: parsed(documents, query),
      rootValue: queryRoot,
      variableValues: variables ?? {},
      fieldResolver,
    });
    // As it would have travelled: without prototypes, classes and undefined.
    return JSON.parse(JSON.stringify(result)) as SubgraphAnswer;
  };
}

export class Servers {
  readonly schema: GraphQLSchema;
  readonly supergraphSdl: string;
  meddle: Meddler | null = null;
  readonly #values: Values;
  readonly #subgraphs: ReadonlyMap<string, (request: SubgraphRequest) => Promise<SubgraphAnswer>>;
  readonly #started = new Map<string, Promise<{ engine: Engine; server: ApolloServer }>>();

  private constructor(
    readonly world: World,
    supergraphSdl: string,
  ) {
    this.supergraphSdl = supergraphSdl;
    this.schema = buildSchema(monolithSdl(world));
    this.#values = new Values(world);
    this.#subgraphs = new Map(world.subgraphs.map((name) => [name, subgraphServer(world, this.#values, name)]));
  }

  /** Null when the drawn world does not compose: some entity cannot be reached where it is needed. */
  static of(world: World): Servers | null {
    const composed = composeServices(
      world.subgraphs.map((name) => ({
        name,
        url: `http://${name}.invalid/`,
        typeDefs: parse(subgraphSdl(world, name)),
      })),
    );
    return composed.supergraphSdl ? new Servers(world, composed.supergraphSdl) : null;
  }

  async #start(executor: 'compiled' | 'stock') {
    const engine = createEngine({
      supergraph: this.supergraphSdl,
      executor,
      client: (name) =>
        inProcessClient((request) => {
          const honest = async () => (await this.#subgraphs.get(name)?.(request)) ?? {};
          return this.meddle ? this.meddle(name, request, honest) : honest();
        }, patience),
    });
    const server = new ApolloServer({ gateway: engine, includeStacktraceInErrorResponses: false, stringifyResult });
    await server.start();
    return { engine, server };
  }

  #server(executor: 'compiled' | 'stock') {
    const started = this.#started.get(executor) ?? this.#start(executor);
    this.#started.set(executor, started);
    return started;
  }

  /** The answer of the gateway as the caller would read it: from the bytes. */
  async gateway(query: Query, executor: 'compiled' | 'stock' = 'compiled'): Promise<Answer> {
    const { server } = await this.#server(executor);
    const { body } = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: 'POST',
        headers: new HeaderMap([
          ['content-type', 'application/json'],
          ['accept', 'application/json'],
        ]),
        search: '',
        body: { query: query.text, variables: query.variables },
      },
      context: async () => ({}),
    });
    if (body.kind !== 'complete') throw new Error('an incremental answer to a plain query');
    return JSON.parse(body.string) as Answer;
  }

  async monolith({ text, variables }: Query): Promise<ExecutionResult> {
    const result = await execute({
      schema: this.schema,
      document: parse(text),
      rootValue: queryRoot,
      variableValues: variables,
      fieldResolver: this.#values.resolver(),
    });
    return JSON.parse(JSON.stringify(result)) as ExecutionResult;
  }

  /** The places of an answer whose field the subgraph owns, or owns a source of. */
  async touchedBy(subgraph: string, { text, variables }: Query): Promise<Set<string>> {
    const touched = new Set<string>();
    const honest = this.#values.resolver();
    await execute({
      schema: this.schema,
      document: parse(text),
      rootValue: queryRoot,
      variableValues: variables,
      fieldResolver: (source: Thing, args: Record<string, unknown>, context, info) => {
        if (this.#values.sources(source.type, info.fieldName).has(subgraph)) touched.add(placeName(pathOf(info.path)));
        return honest(source, args, context, info);
      },
    });
    return touched;
  }

  async stop(): Promise<void> {
    for (const started of this.#started.values()) await (await started).server.stop();
  }
}

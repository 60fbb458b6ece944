import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, type DocumentNode, type FormattedExecutionResult, parse, type GraphQLSchema } from 'graphql';
import {
  createEngine,
  type EngineOptions,
  inProcessClient,
  type SubgraphClient,
  type SubgraphRequest,
} from '../../src/index.ts';
import { ApolloServer } from '@apollo/server';

/** One real subgraph made with @apollo/subgraph. */
export interface TestSubgraph {
  readonly name: string;
  readonly typeDefs: string;
  readonly resolvers: Record<string, Record<string, unknown>>;
}

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", ' +
  '"@requires", "@provides", "@override", "@interfaceObject", "@inaccessible", "@tag", "@authenticated", ' +
  '"@requiresScopes", "@policy"])';

export const typeDefsOf = ({ typeDefs }: TestSubgraph): DocumentNode => parse(`${link}\n${typeDefs}`);

/** The composed supergraph; an error of composition is a mistake in the test. */
export function supergraphOf(subgraphs: readonly TestSubgraph[]): string {
  const result = composeServices(
    subgraphs.map((each) => ({ name: each.name, url: `http://${each.name}.test/`, typeDefs: typeDefsOf(each) })),
  );
  if (result.errors) throw new Error(result.errors.map(String).join('\n'));
  return result.supergraphSdl;
}

export interface World {
  readonly supergraph: string;
  readonly client: (subgraph: string) => SubgraphClient;
  /** What was sent, in order. */
  readonly sent: (SubgraphRequest & { subgraph: string })[];
}

/** Subgraphs that answer in this process; `tamper` stands for what a broken or hostile one would say instead. */
export function worldOf(
  subgraphs: readonly TestSubgraph[],
  tamper: (subgraph: string, answer: unknown, request: SubgraphRequest) => unknown = (_, answer) => answer,
): World {
  const schemas = new Map<string, GraphQLSchema>(
    subgraphs.map((each) => [
      each.name,
      buildSubgraphSchema([{ typeDefs: typeDefsOf(each), resolvers: each.resolvers as never }]),
    ]),
  );
  const sent: World['sent'] = [];
  return {
    supergraph: supergraphOf(subgraphs),
    sent,
    client: (subgraph) =>
      inProcessClient(async (request) => {
        const schema = schemas.get(subgraph);
        if (!schema) throw new Error(`no subgraph ${subgraph}`);
        sent.push({ ...request, subgraph });
        const answer = await execute({
          schema,
          document: parse(request.query),
          variableValues: request.variables,
        });
        return tamper(subgraph, JSON.parse(JSON.stringify(answer)), request) as object;
      }),
  };
}

/** Runs one operation through @apollo/server and the engine. */
export async function run(
  { supergraph, client }: World,
  query: string,
  variables: Record<string, unknown> = {},
  options: Partial<EngineOptions> = {},
): Promise<FormattedExecutionResult> {
  const gateway = createEngine({ supergraph, client, ...options });
  const server = new ApolloServer({ gateway, logger: quiet, includeStacktraceInErrorResponses: false });
  try {
    const { body } = await server.executeOperation({ query, variables });
    if (body.kind !== 'single') throw new Error('The answer came in parts.');
    return JSON.parse(JSON.stringify(body.singleResult)) as FormattedExecutionResult;
  } finally {
    await server.stop();
  }
}

const quiet = { debug() {}, info() {}, warn() {}, error: console.error };

import 'reflect-metadata';
import { buildSubgraphSchema, printSubgraphSchema } from '@apollo/subgraph';
import { getDocumentNodeFromSchema } from '@graphql-tools/utils';
import { Kind, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import { buildSchema, createResolversMap, type NonEmptyArray } from 'type-graphql';
import { dueResolverOf } from '../runtime/due.resolver.ts';
import { undeliveredResolverOf } from '../runtime/undelivered.resolver.ts';
import type { SubgraphDefinition } from './definition.ts';

const federationLink = parse(`
  extend schema
  @link(
    url: "https://specs.apollo.dev/federation/v2.9"
    import: ["@key", "@shareable", "@external", "@requires", "@provides", "@override", "@inaccessible", "@tag", "@interfaceObject", "@cost", "@listSize", "@authenticated", "@requiresScopes", "@policy", "@composeDirective"]
  )
  @link(url: "https://millgate.invalid/sensitive/v1.0", import: ["@sensitive"])
  @composeDirective(name: "@sensitive")

  """
  Sensitive personal information as article 28 of the Personal Information Protection Law has it; class says which:
  IDENTITY, FINANCE, HEALTH, WHEREABOUTS or MINOR.
  """
  directive @sensitive(class: String!) on FIELD_DEFINITION
`);

export interface FederatedSchema {
  readonly schema: GraphQLSchema;
  /** What `_service { sdl }` answers, and what is committed. */
  readonly sdl: string;
}

/** Turns decorated classes into a federation 2 subgraph schema. */
export async function buildFederatedSchema(definition: SubgraphDefinition): Promise<FederatedSchema> {
  readPlainFieldsPlainly();
  const schema = await buildSchema({
    resolvers: resolversOf(definition),
    orphanedTypes: [...definition.types],
    skipCheck: true,
    validate: { forbidUnknownValues: false },
    pubSub: withoutTopics,
  });
  const document = withoutSchemaDefinition(getDocumentNodeFromSchema(schema));
  const resolvers = createResolversMap(schema) as Record<string, Record<string, unknown>>;
  for (const [type, resolveReference] of Object.entries(definition.references)) {
    (resolvers[type] ??= {}).__resolveReference = resolveReference;
  }
  // An array: 2.15.1 crashes on a single module.
  const federated = buildSubgraphSchema([
    { typeDefs: definition.link ? parse(definition.link) : federationLink },
    { typeDefs: document, resolvers: resolvers as never },
  ]);
  return { schema: federated, sdl: printSubgraphSchema(federated) };
}

function resolversOf({ name, resolvers, due }: SubgraphDefinition): NonEmptyArray<new () => object> {
  const all = [...resolvers, undeliveredResolverOf(name), ...(due ? [dueResolverOf(name)] : [])];
  return all as unknown as NonEmptyArray<new () => object>;
}

/** Subscriptions watch what is announced in the database, where every replica hears it, not a topic of this process. */
const withoutTopics = {
  publish: () => undefined,
  subscribe: () => {
    throw new Error('use `watching`');
  },
};

/**
 * A field without a method reads a property. type-graphql would wrap each in an asynchronous function, which costs more
 * than the rest of a list's execution; nothing here uses field middleware, which is what the wrapper is for.
 */
function readPlainFieldsPlainly(): void {
  // type-graphql shares its metadata between copies of itself under this name; it does not export them.
  const { TypeGraphQLMetadataStorage: metadata } = globalThis as unknown as {
    TypeGraphQLMetadataStorage: { objectTypes: { simpleResolvers?: boolean }[] };
  };
  for (const type of metadata.objectTypes) type.simpleResolvers ??= true;
}

/** type-graphql names the root types in a `schema` definition, which `@link` would then have to extend. */
function withoutSchemaDefinition(document: DocumentNode): DocumentNode {
  return { ...document, definitions: document.definitions.filter(({ kind }) => kind !== Kind.SCHEMA_DEFINITION) };
}

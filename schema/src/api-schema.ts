import { Supergraph } from '@apollo/federation-internals';
import type { GraphQLSchema } from 'graphql';

/** What clients see of a supergraph. */
export const buildSchemaFromSupergraph = (sdl: string): GraphQLSchema =>
  Supergraph.build(sdl, { supportedFeatures: null }).apiSchema().toGraphQLJSSchema();

import { type Schema, Supergraph } from '@apollo/federation-internals';
import type { ApolloGateway } from '@apollo/gateway';
import { buildASTSchema, type GraphQLSchema, parse } from 'graphql';
import { Pieces } from './in-pieces.ts';

/** What `ApolloGateway` calls of itself when it takes a supergraph over; it exports no type for it. */
interface TakesOver {
  createSchemaFromSupergraphSdl(sdl: string): { readonly supergraph: Supergraph; readonly supergraphSdl: string };
  createServices(services: Iterable<{ readonly name: string; readonly url: string }>): void;
}

/**
 * `ApolloGateway` builds whatever it takes over in one piece, and nobody is answered meanwhile: for a graph of a few
 * hundred types more than half a second. Here the pieces are built beforehand, one at a time, and it finds them done.
 */
export class InSteps {
  #built: { readonly sdl: string; readonly supergraph: Supergraph } | undefined;

  constructor(gateway: ApolloGateway) {
    const takesOver = gateway as unknown as TakesOver;
    const build = takesOver.createSchemaFromSupergraphSdl.bind(gateway);
    takesOver.createSchemaFromSupergraphSdl = (sdl) => {
      const built = this.#built;
      this.#built = undefined;
      if (built?.sdl !== sdl) return build(sdl);
      takesOver.createServices(built.supergraph.subgraphsMetadata());
      return { supergraph: built.supergraph, supergraphSdl: sdl };
    };
  }

  /** Rejects where the text is no supergraph. Whoever may change a graph while it is served has checked it before. */
  async build(sdl: string): Promise<void> {
    const pieces = new Pieces();
    await pieces.next();
    const document = parse(sdl, { noLocation: true });
    await pieces.next();
    const supergraph = Supergraph.build(document, { validateSupergraph: false });
    await pieces.next();
    // It would print itself and parse that again.
    remember(supergraph.schema, buildASTSchema(document, { assumeValid: true, assumeValidSDL: true }));
    await pieces.next();
    const api = supergraph.apiSchema();
    await pieces.next();
    remember(api, api.toGraphQLJSSchema());
    await pieces.next();
    // The planner begins with these, and finds them where they were made.
    supergraph.subgraphs();
    await pieces.next();
    this.#built = { sdl, supergraph };
  }
}

/** Gives a schema its form of graphql-js, for whoever asks for it later. */
function remember(schema: Schema, made: GraphQLSchema): void {
  const again = schema.toGraphQLJSSchema.bind(schema);
  schema.toGraphQLJSSchema = (config) => (config ? again(config) : made);
}

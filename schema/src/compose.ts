import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

export interface EmittedSubgraph {
  readonly name: string;
  readonly sdl: string;
  /** Types of events it acts on. */
  readonly consumes: readonly string[];
}

/** The supergraph of these subgraphs, or every reason why they do not compose. */
export function compose(
  subgraphs: readonly EmittedSubgraph[],
  urls: ReadonlyMap<string, string>,
): { supergraph: string } | { faults: string[] } {
  const { errors, supergraphSdl } = composeServices(
    subgraphs.map(({ name, sdl }) => ({
      name,
      typeDefs: parse(sdl),
      url: `${urls.get(name) ?? `http://${name}.invalid`}/graphql`,
    })),
  );
  if (errors?.length) return { faults: errors.map(({ message }) => message) };
  return { supergraph: supergraphSdl ?? '' };
}

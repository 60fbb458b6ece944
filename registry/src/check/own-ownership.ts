import { refusalCodes } from './codes.ts';
import { elementsOf, type Grants, type Neighbour } from './elements.ts';
import { trespasses } from './ownership.ts';
import { readSdl } from './sdl.ts';

/**
 * What subgraphs that come with the program do to each other’s types without a grant, each fault beginning with the
 * subgraph’s name. The same judge that partners have: each of ours is an agency of its own, so that none takes over
 * from another by being of the same house.
 */
export function ownershipFaults(
  subgraphs: readonly { readonly name: string; readonly sdl: string }[],
  grants: Grants,
): string[] {
  const neighbours = subgraphs.map(({ name, sdl }): Neighbour => ({ name, sdl, agency: name }));
  const owned = elementsOf(neighbours, grants);
  return subgraphs.flatMap(({ name: subgraph, sdl: text }) => {
    const sdl = readSdl(text, { limited: false });
    if ('faults' in sdl) return sdl.faults.map(({ message }) => `${subgraph}: ${message}`);
    const claim = { subgraph, agency: subgraph, sdl, owned, agencyOf: (name: string) => name, grants };
    return trespasses(claim).map(
      ({ code, at, message }) => `${subgraph}: ${code} at ${at}: ${message} ${mendOf(refusalCodes[code].mend)}`,
    );
  });
}

/** Where we grant, there is no operator to ask. */
const mendOf = (mend: string): string => (mend.includes('grant') ? 'Its owner grants it in schema/grants.yaml.' : mend);

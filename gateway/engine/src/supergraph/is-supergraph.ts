import { Supergraph } from '@apollo/federation-internals';
import { prepareSupergraph } from './prepare.ts';

/** Whether a graph can be served from a text, before anything is started with it. */
export function isSupergraph(sdl: string): boolean {
  try {
    Supergraph.build(prepareSupergraph(sdl).sdl, { validateSupergraph: false }).apiSchema();
    return true;
  } catch {
    return false;
  }
}

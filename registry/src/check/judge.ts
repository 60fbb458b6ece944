import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { breakages, type Change, changesOf, type KnownDocument, type Usage } from './contracts.ts';
import { costFaults } from './cost.ts';
import { elementsOf, type Grants, type Neighbour } from './elements.ts';
import { type Finding, isRefused, refusal, skipped, type Step, stepOf } from './findings.ts';
import { federationFaults, lintFaults } from './lint.ts';
import { trespasses } from './ownership.ts';
import { readSdl } from './sdl.ts';

/** A subgraph as it takes part in composition. */
export interface Part extends Neighbour {
  readonly url: string;
}

export interface Submission {
  readonly subgraph: string;
  readonly agency: string;
  /** Absent: the subgraph is taken out. */
  readonly sdl?: string;
  readonly url: string;
}

/** Everything a judgement depends on; it asks nobody and keeps nothing. */
export interface Case {
  readonly submission: Submission;
  /** What the graph is made of now, the one that came first first; the submitted subgraph’s last revision among them. */
  readonly parts: readonly Part[];
  readonly grants: Grants;
  /** The supergraph in service. */
  readonly before: string | undefined;
  readonly documents: readonly KnownDocument[];
  readonly usage: readonly Usage[];
  /** Our own subgraphs are checked where they are written. */
  readonly trusted?: boolean;
  /** Only what can be said of the schema by itself, and by its neighbours’ names. */
  readonly onlyLint?: boolean;
}

export interface Judgement {
  readonly steps: readonly Step[];
  /** Present where nothing was refused. */
  readonly supergraph?: string;
  readonly changes: readonly Change[];
  /** How many documents that are known to be sent the changes were held against. */
  readonly documents?: number;
}

/** Judges a schema: reads it, asks whose it touches, composes it with the others, and says whom it would break. */
export async function judge(given: Case): Promise<Judgement> {
  const { submission, parts, grants } = given;
  const { subgraph, agency, sdl: text, url } = submission;
  const steps: Step[] = [];
  const others = parts.filter(({ name }) => name !== subgraph);
  if (text !== undefined && !given.trusted) {
    const sdl = readSdl(text);
    if ('faults' in sdl) return { steps: [stepOf('size', sdl.faults), ...notTaken], changes: [] };
    const owned = elementsOf(parts, grants);
    const agencyOf = (name: string) => parts.find((part) => part.name === name)?.agency;
    steps.push(stepOf('size', []), stepOf('federation', federationFaults(sdl)));
    steps.push(stepOf('lint', lintFaults(sdl, subgraph, owned)));
    if (given.onlyLint) return { steps, changes: [] };
    steps.push(stepOf('ownership', trespasses({ subgraph, agency, sdl, owned, agencyOf, grants })));
    steps.push(stepOf('cost', costFaults(sdl, subgraph, owned)));
    // Whether it fits does not matter where it must change anyway, and its messages would be about the wrong schema.
    if (isRefused(steps)) return { steps: [...steps, skipped('composition'), skipped('contracts')], changes: [] };
  }
  const whole = text === undefined ? others : [...others, { name: subgraph, sdl: text, url, agency }];
  const composed = composeParts(whole);
  steps.push(stepOf('composition', 'faults' in composed ? composed.faults : []));
  if ('faults' in composed) return { steps: [...steps, skipped('contracts')], changes: [] };
  const versions = { before: given.before, after: composed.supergraph };
  const changes = await changesOf(versions);
  steps.push(stepOf('contracts', given.trusted ? [] : breakages(versions, changes, given.documents, given.usage)));
  const documents = given.documents.length;
  return { steps, changes, documents, ...(isRefused(steps) ? {} : { supergraph: composed.supergraph }) };
}

const notTaken: readonly Step[] = (
  ['federation', 'lint', 'ownership', 'cost', 'composition', 'contracts'] as const
).map(skipped);

/** The supergraph of these parts, in an order of their names so that the same parts make the same text. */
export function composeParts(parts: readonly Part[]): { supergraph: string } | { faults: Finding[] } {
  const { errors, supergraphSdl } = composeServices(
    parts
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, sdl, url }) => ({ name, url, typeDefs: parse(sdl) })),
  );
  if (!errors?.length && supergraphSdl) return { supergraph: supergraphSdl };
  return { faults: (errors ?? []).slice(0, 20).map(({ message }) => refusal('DOES_NOT_COMPOSE', message)) };
}

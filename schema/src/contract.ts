import { existsSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { printSchema } from 'graphql';
import { type ContractName, contractNames, contractSchema, tagsOf } from '@millgate/kit';
import { buildSchemaFromSupergraph } from './api-schema.ts';
import { compose, type EmittedSubgraph } from './compose.ts';
import { committedSamples, examplesOf } from './examples.ts';
import { subgraphUrls } from './graph.ts';
import { lint } from './lint.ts';
import { paths } from './paths.ts';

const generated = '# Generated from the code by `npm run emit`; never edited.\n';

/** What the code promises to clients. */
export interface Contract {
  readonly subgraphs: readonly EmittedSubgraph[];
  /** The page that explains every code of an error. */
  readonly errorCodes: string;
  /** The page that explains every code with which a partner's subgraph is refused. */
  readonly refusals: string;
}

/** The schema as one contract shows it. */
const contractText = (supergraph: string, name: ContractName): string => {
  const schema = buildSchemaFromSupergraph(supergraph);
  return printSchema(contractSchema(schema, tagsOf(supergraph), name)).trim();
};

/** The generated files of the contract, by path. */
function contractFiles({ subgraphs, errorCodes, refusals }: Contract, supergraph: string): Map<string, string> {
  const types = [...new Set(subgraphs.flatMap(({ consumes }) => consumes))].sort();
  const subscriptions = Object.fromEntries(
    types.map((type) => [type, subgraphs.filter(({ consumes }) => consumes.includes(type)).map(({ name }) => name)]),
  );
  return new Map([
    ...subgraphs.map(({ name, sdl }) => [paths.subgraph(name), `${generated}${sdl.trim()}\n`] as const),
    [paths.supergraph, `${generated}${supergraph.trim()}\n`],
    [paths.errorCodes, errorCodes],
    [paths.refusals, refusals],
    [
      paths.examples,
      `${JSON.stringify(examplesOf(buildSchemaFromSupergraph(supergraph), committedSamples()), null, 2)}\n`,
    ],
    ...contractNames.map((name) => [paths.contract(name), `${generated}${contractText(supergraph, name)}\n`] as const),
    [
      paths.subscriptions,
      `${JSON.stringify({ $comment: 'Generated from the code by `npm run emit`; never edited.', subscriptions }, null, 2)}\n`,
    ],
  ]);
}

/** Writes the contract; throws with every fault if the subgraphs do not compose. */
export async function emitContract(contract: Contract): Promise<string[]> {
  const composed = compose(contract.subgraphs, subgraphUrls());
  if ('faults' in composed) return composed.faults;
  for (const [path, text] of contractFiles(contract, composed.supergraph)) await writeFile(path, text);
  return [];
}

/** Everything that is wrong with the contract: stale files, faults of composition, broken conventions. */
export function checkContract(contract: Contract): string[] {
  const { subgraphs } = contract;
  const composed = compose(subgraphs, subgraphUrls());
  if ('faults' in composed) return composed.faults;
  const stale = [...contractFiles(contract, composed.supergraph)]
    .filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text)
    .map(([path]) => `stale: ${relative(paths.root, path)} does not match the code; run npm run emit`);
  const events = subgraphs
    .flatMap(({ consumes }) => consumes)
    .filter((type) => !existsSync(paths.eventSchema(type)))
    .map((type) => `schema/events/${type}.json is missing: every event has a schema`);
  return [...stale, ...events, ...lint(subgraphs, composed.supergraph)];
}

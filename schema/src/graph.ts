import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { paths } from './paths.ts';

/** Default addresses of the subgraphs, by name, without a path. */
export function subgraphUrls(): ReadonlyMap<string, string> {
  const { subgraphs } = parse(readFileSync(paths.graph, 'utf8')) as { subgraphs: Record<string, string> };
  return new Map(Object.entries(subgraphs));
}

/** Which subgraphs act on which events, as committed. */
export function eventSubscriptions(): ReadonlyMap<string, readonly string[]> {
  const { subscriptions } = JSON.parse(readFileSync(paths.subscriptions, 'utf8')) as {
    subscriptions: Record<string, string[]>;
  };
  return new Map(Object.entries(subscriptions));
}

/** Names of the subgraphs that a supergraph is composed of. */
export const subgraphsOf = (supergraph: string): string[] =>
  [...supergraph.matchAll(/@join__graph\(name: "([^"]+)"/g)].map(([, name]) => name ?? '');

/** The committed supergraph. */
export const supergraphSdl = (): string => readFileSync(paths.supergraph, 'utf8');

/** A subgraph’s SDL, as committed. */
export const subgraphSdl = (name: string): string => readFileSync(paths.subgraph(name), 'utf8');

/** Files of documents that clients are recorded to send, as they stand under `operations/`. */
export const recordedOperationFiles = (): { name: string; text: string }[] =>
  readdirSync(paths.operations)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((name) => ({ name, text: readFileSync(join(paths.operations, name), 'utf8') }));

/** Documents that clients are recorded to send. */
export const recordedOperations = (): string[] => recordedOperationFiles().map(({ text }) => text);

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { CriticalityLevel, diff } from '@graphql-inspector/core';
import { buildSchemaFromSupergraph } from './api-schema.ts';
import { paths } from './paths.ts';

/**
 * Changes that would break a client of the supergraph `before`, and of which the changelog does not say who is affected
 * and what to do: it must name the coordinate.
 */
export async function unannouncedBreaks(before: string, after: string, changelog: string): Promise<string[]> {
  const changes = await diff(buildSchemaFromSupergraph(before), buildSchemaFromSupergraph(after));
  return changes
    .filter(({ criticality }) => criticality.level === CriticalityLevel.Breaking)
    .filter(({ path }) => !path || !changelog.includes(`\`${path}\``))
    .map(({ message, path }) => `breaking: ${message}; if it must be, name \`${path}\` in CHANGELOG.md`);
}

/** The supergraph as committed in a revision; undefined where there is none, or no history at all. */
export function supergraphAt(revision: string): string | undefined {
  try {
    return execFileSync('git', ['show', `${revision}:./supergraph.graphql`], {
      cwd: paths.folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return undefined;
  }
}

export const changelogText = (): string => readFileSync(paths.changelog, 'utf8');

import { readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import { paths } from './paths.ts';

/**
 * By the coordinate of a field, the subgraphs that may compute something from it; by the name of an entity, the
 * subgraphs that may put fields on it, its owner first. The registry judges by them, for partners and for us.
 */
export type Grants = Readonly<Record<string, readonly string[]>>;

export const committedGrants = (): Grants => (parseYaml(readFileSync(paths.grants, 'utf8')) ?? {}) as Grants;

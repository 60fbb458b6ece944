import { join } from 'node:path';

/** Something that keeps an invariant, taken away: a test has to notice. */
export interface Break {
  /** The invariant, as the READMEs name it, and what is taken away. */
  readonly rule: string;
  readonly what: string;
  /** The subgraph, and for what its database keeps the SQL that takes it away; `.`: of the whole, files from the root. */
  readonly subgraph: string;
  readonly sql?: string;
  /** For what code keeps: a piece of a file of the subgraph, and what stands there instead. */
  readonly code?: readonly (readonly [file: string, piece: string | RegExp, instead: string])[];
  /** The file below the subgraph’s `test` or `src`, and the title of what has to fail there. */
  readonly test: string;
  readonly title: string;
}

export const folderOf = ({ subgraph }: Pick<Break, 'subgraph'>): string =>
  subgraph === '.' ? subgraph : join('services', subgraph);

export const dropped = (table: string, constraint: string) => `alter table "${table}" drop constraint "${constraint}"`;

import { Migration20261122064000 } from './Migration20261122064000.ts';
import { Migration20261122100000 } from './Migration20261122100000.ts';
import { Migration20261122100100 } from './Migration20261122100100.ts';
import { Migration20261122100200 } from './Migration20261122100200.ts';

/** In order. A migration that was merged is never edited. */
export const migrations = [
  Migration20261122064000,
  Migration20261122100000,
  Migration20261122100100,
  Migration20261122100200,
];

import { Migration20261101090000 } from './Migration20261101090000.ts';
import { Migration20261122031000 } from './Migration20261122031000.ts';
import { Migration20261122070001 } from './Migration20261122070001.ts';
import { Migration20261122100401 } from './Migration20261122100401.ts';
import { Migration20261122110010 } from './Migration20261122110010.ts';

/** In order. A migration that was merged is never edited. */
export const migrations = [
  Migration20261101090000,
  Migration20261122031000,
  Migration20261122070001,
  Migration20261122100401,
  Migration20261122110010,
];

import { Migration20261122034100 } from './Migration20261122034100.ts';
import { Migration20261122035000 } from './Migration20261122035000.ts';
import { Migration20261122040500 } from './Migration20261122040500.ts';
import { Migration20261122070000 } from './Migration20261122070000.ts';

/** In order. A migration that was merged is never edited. */
export const migrations = [
  Migration20261122034100,
  Migration20261122035000,
  Migration20261122040500,
  Migration20261122070000,
];

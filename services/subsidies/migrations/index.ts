import { Migration20261101120000 } from './Migration20261101120000.ts';
import { Migration20261122020000 } from './Migration20261122020000.ts';
import { Migration20261122030100 } from './Migration20261122030100.ts';
import { Migration20261122030200 } from './Migration20261122030200.ts';
import { Migration20261122074901 } from './Migration20261122074901.ts';
import { Migration20261122101500 } from './Migration20261122101500.ts';
import { Migration20261122105200 } from './Migration20261122105200.ts';

/** In order. A migration that was merged is never edited. */
export const migrations = [
  Migration20261101120000,
  Migration20261122020000,
  Migration20261122030100,
  Migration20261122030200,
  Migration20261122074901,
  Migration20261122101500,
  Migration20261122105200,
];

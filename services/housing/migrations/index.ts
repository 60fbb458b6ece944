import { Migration20261101110000 } from './Migration20261101110000.ts';
import { Migration20261122032001 } from './Migration20261122032001.ts';
import { Migration20261122034002 } from './Migration20261122034002.ts';
import { Migration20261122041003 } from './Migration20261122041003.ts';
import { Migration20261122043004 } from './Migration20261122043004.ts';
import { Migration20261122072001 } from './Migration20261122072001.ts';
import { Migration20261122100401 } from './Migration20261122100401.ts';

/** In order. A migration that was merged is never edited. */
export const migrations = [
  Migration20261101110000,
  Migration20261122032001,
  Migration20261122034002,
  Migration20261122041003,
  Migration20261122043004,
  Migration20261122072001,
  Migration20261122100401,
];

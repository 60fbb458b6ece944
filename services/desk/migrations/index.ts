import { Migration20261122033000 } from './Migration20261122033000.ts';
import { Migration20261122033001 } from './Migration20261122033001.ts';
import { Migration20261122060800 } from './Migration20261122060800.ts';
import { Migration20261122064400 } from './Migration20261122064400.ts';
import { Migration20261122072500 } from './Migration20261122072500.ts';
import { Migration20261122100001 } from './Migration20261122100001.ts';
import { Migration20261122101600 } from './Migration20261122101600.ts';
import { Migration20261122110200 } from './Migration20261122110200.ts';
import { Migration20261122131100 } from './Migration20261122131100.ts';

/** In order. A migration that was merged is never edited. */
export const migrations = [
  ...[Migration20261122033000, Migration20261122033001, Migration20261122060800],
  ...[Migration20261122064400, Migration20261122072500, Migration20261122100001],
  ...[Migration20261122101600, Migration20261122110200, Migration20261122131100],
];

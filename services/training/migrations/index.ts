import { Migration20261101110000 } from './Migration20261101110000.ts';
import { Migration20261122013000 } from './Migration20261122013000.ts';
import { Migration20261122041500 } from './Migration20261122041500.ts';
import { Migration20261122045000 } from './Migration20261122045000.ts';
import { Migration20261122063001 } from './Migration20261122063001.ts';
import { Migration20261122063002 } from './Migration20261122063002.ts';
import { Migration20261122063003 } from './Migration20261122063003.ts';
import { Migration20261122063004 } from './Migration20261122063004.ts';
import { Migration20261122110001 } from './Migration20261122110001.ts';

/** In order. A migration that was merged is never edited. */
export const migrations = [
  Migration20261101110000,
  Migration20261122013000,
  Migration20261122041500,
  Migration20261122045000,
  Migration20261122063001,
  Migration20261122063002,
  Migration20261122063003,
  Migration20261122063004,
  Migration20261122110001,
];

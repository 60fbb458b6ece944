import { Migration20261101080000 } from './Migration20261101080000.ts';
import { Migration20261122010000 } from './Migration20261122010000.ts';
import { Migration20261122031000 } from './Migration20261122031000.ts';
import { Migration20261122033010 } from './Migration20261122033010.ts';
import { Migration20261122033020 } from './Migration20261122033020.ts';
import { Migration20261122033030 } from './Migration20261122033030.ts';
import { Migration20261122035000 } from './Migration20261122035000.ts';
import { Migration20261122041000 } from './Migration20261122041000.ts';
import { Migration20261122064401 } from './Migration20261122064401.ts';
import { Migration20261122065501 } from './Migration20261122065501.ts';
import { Migration20261122074400 } from './Migration20261122074400.ts';
import { Migration20261122095000 } from './Migration20261122095000.ts';
import { Migration20261122131000 } from './Migration20261122131000.ts';

/** In order. A migration that was merged is never edited. */
export const migrations = [
  Migration20261101080000,
  Migration20261122010000,
  Migration20261122031000,
  Migration20261122033010,
  Migration20261122033020,
  Migration20261122033030,
  Migration20261122035000,
  Migration20261122041000,
  Migration20261122064401,
  Migration20261122065501,
  Migration20261122074400,
  Migration20261122095000,
  Migration20261122131000,
];

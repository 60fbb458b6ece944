import { Migration20261101140000 } from './Migration20261101140000.ts';
import { Migration20261122060700 } from './Migration20261122060700.ts';
import { Migration20261122060701 } from './Migration20261122060701.ts';

/** In order. A migration that was merged is never edited. */
export const migrations = [Migration20261101140000, Migration20261122060700, Migration20261122060701];

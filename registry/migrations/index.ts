import { Migration20261122064000 } from './Migration20261122064000.ts';

/** In order. A migration that was merged is never edited. */
export const migrations = [Migration20261122064000];

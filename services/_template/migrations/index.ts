import { Migration20261101090000 } from './Migration20261101090000.ts';

/** In order. A migration that was merged is never edited. */
export const migrations = [Migration20261101090000];

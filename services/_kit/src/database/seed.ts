import type { SeedContext, SubgraphDefinition } from '../schema/definition.ts';
import { type Database, sql } from './orm.ts';

/** Writes the demo data in one transaction: they are there whole or not at all, and never twice. False if they were there before. */
export const seedDatabase = (
  database: Database,
  definition: SubgraphDefinition,
  context: SeedContext,
): Promise<boolean> =>
  database.fork().transactional(async (tx) => {
    const fresh = await sql(tx, `insert into kit_seed (name) values ('demo') on conflict do nothing returning name`);
    if (fresh.length === 0) return false;
    await definition.seed(tx, context);
    return true;
  });

import type { EntityClass, EntityManager, RequiredEntityData } from '@mikro-orm/postgresql';

const batch = 1_000;

/** Writes many rows as entities; forgets them batch by batch, so that memory stays flat. */
export async function createAll<T extends object>(
  tx: EntityManager,
  entity: EntityClass<T>,
  rows: Iterable<RequiredEntityData<T>>,
): Promise<void> {
  let pending = 0;
  for (const row of rows) {
    tx.create(entity, row);
    pending += 1;
    if (pending % batch === 0) await flushAndForget(tx);
  }
  await flushAndForget(tx);
}

async function flushAndForget(tx: EntityManager): Promise<void> {
  await tx.flush();
  tx.clear();
}

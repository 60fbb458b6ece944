import type { DueTask, EventHandler } from '@millgate/kit';
import { dayOf } from '@millgate/kit';
import { DemandPool, DemandPoolState } from './demand-pool.entity.ts';
import { fulfil, lockPool } from './pool.service.ts';

/** Schema: `schema/events/PoolAnswered.json`. The first answer stands: a pool leads to one thing (T2, B3). */
export const poolAnswered: EventHandler = async (tx, { payload }) => {
  const { poolId, openedId, openedAt } = payload as { poolId: string; openedId: string; openedAt: string };
  const pool = await lockPool(tx, poolId);
  if (pool?.state === DemandPoolState.REACHED) fulfil(pool, openedId, new Date(openedAt));
};

/** Pools whose last day passed below the threshold. */
export const expirePools: DueTask = async (tx, now) =>
  tx.nativeUpdate(
    DemandPool,
    { state: DemandPoolState.GATHERING, opensUntil: { $lt: dayOf(now) } },
    { state: DemandPoolState.EXPIRED },
  );

import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import {
  type Caller,
  type Context,
  dayOf,
  holds,
  holdsSomewhere,
  newId,
  ok,
  once,
  refuse,
  type Result,
  withoutTraceOfRefusals,
} from '@millgate/kit';
import { DemandPool, DemandPoolState, PoolMember } from './demand-pool.entity.ts';
import type {
  CancelPoolInput,
  JoinPoolInput,
  LeavePoolInput,
  MarkPoolFulfilledInput,
  OpenPoolInput,
} from './pool.inputs.ts';

interface By<Input> {
  readonly caller: Caller;
  readonly now: Date;
  readonly input: Input;
  readonly services: Pick<Context['services'], 'publish'>;
}

/** Works for the community; without one, for any. */
export const isStaff = (caller: Caller, communityId?: string): boolean =>
  holds(caller, 'MANAGER') ||
  (['COMMUNITY_STAFF', 'CLERK'] as const).some((role) =>
    communityId === undefined ? holdsSomewhere(caller, role) : holds(caller, role, communityId),
  );

export type OpenPoolRefusal = 'NOT_YOURS' | 'ENDS_IN_PAST';

/** Opens a pool, for others to join; staff of the community, or an enterprise with a need, which joins at once. */
export const openPool = (em: EntityManager, by: By<OpenPoolInput>): Promise<Result<DemandPool, OpenPoolRefusal>> =>
  em.transactional((tx) =>
    once(
      tx,
      {
        caller: by.caller,
        mutation: 'openPool',
        key: by.input.idempotencyKey,
        input: by.input,
        now: by.now,
        keep: 'DAYS_30',
      },
      { idOf: (pool) => pool.id, find: (id) => tx.findOneOrFail(DemandPool, id) },
      async (inner) => {
        const { communityId, kind, topic, threshold, opensUntil } = by.input;
        if (!isStaff(by.caller, communityId)) return refuse('NOT_YOURS', { path: ['communityId'], rule: 'pool' });
        if (opensUntil < dayOf(by.now)) return refuse('ENDS_IN_PAST', { path: ['opensUntil'], rule: 'pool' });
        const pool = inner.create(DemandPool, {
          id: newId('pol'),
          communityId,
          kind,
          topic,
          threshold,
          opensUntil,
          state: DemandPoolState.GATHERING,
          openedAt: by.now,
        });
        await inner.flush();
        return ok(pool);
      },
    ),
  );

export type PoolRefusal = 'POOL_NOT_FOUND' | 'POOL_CLOSED' | 'NOT_YOURS';

/**
 * Joins an enterprise: it counts once, however often it joins. The pool’s row is taken first, so that of many who join at
 * once exactly one reaches the threshold (D7).
 */
export const joinPool = (em: EntityManager, by: By<JoinPoolInput>): Promise<Result<PoolMember, PoolRefusal>> =>
  withoutTraceOfRefusals(em, async (tx) => {
    const { poolId, enterpriseId, headcount } = by.input;
    const pool = await lockPool(tx, poolId);
    if (!pool) return notFound();
    if (!holds(by.caller, 'HR', enterpriseId) && !isStaff(by.caller, pool.communityId)) return notYours('enterpriseId');
    const joined = await tx.findOne(PoolMember, { poolRef: pool, enterpriseId, leftAt: null });
    if (joined) {
      joined.headcount = headcount;
      await tx.flush();
      return ok(joined);
    }
    const open = pool.state === DemandPoolState.GATHERING && dayOf(by.now) <= pool.opensUntil;
    if (!open) return refuse('POOL_CLOSED', { path: ['poolId'], rule: 'D7' });
    const member = tx.create(PoolMember, {
      id: newId('pmb'),
      poolRef: pool,
      enterpriseId,
      headcount,
      joinedAt: by.now,
    });
    await tx.flush();
    await reachIfMany(tx, pool, by);
    return ok(member);
  });

async function reachIfMany(tx: EntityManager, pool: DemandPool, { now, services }: By<unknown>): Promise<void> {
  const members = await tx.find(
    PoolMember,
    { poolRef: pool, leftAt: null },
    { orderBy: { joinedAt: 'asc', id: 'asc' } },
  );
  if (members.length < pool.threshold) return;
  Object.assign(pool, { state: DemandPoolState.REACHED, reachedAt: now });
  await services.publish(tx, {
    type: 'PoolReached',
    aggregate: pool.id,
    payload: {
      poolId: pool.id,
      communityId: pool.communityId,
      kind: pool.kind,
      topic: pool.topic,
      reachedAt: now.toISOString(),
      founders: members.map(({ enterpriseId, headcount }) => ({ enterpriseId, headcount })),
    },
    now,
  });
  await tx.flush();
}

/** Leaving after the threshold was reached does not undo it. */
export const leavePool = (em: EntityManager, by: By<LeavePoolInput>): Promise<Result<DemandPool, PoolRefusal>> =>
  withoutTraceOfRefusals(em, async (tx) => {
    const pool = await lockPool(tx, by.input.poolId);
    if (!pool) return notFound();
    const { enterpriseId } = by.input;
    if (!holds(by.caller, 'HR', enterpriseId) && !isStaff(by.caller, pool.communityId)) return notYours('enterpriseId');
    await tx.nativeUpdate(PoolMember, { poolRef: pool, enterpriseId, leftAt: null }, { leftAt: by.now });
    return ok(pool);
  });

/** Says what was opened: one thing, once. */
export const markPoolFulfilled = (
  em: EntityManager,
  by: By<MarkPoolFulfilledInput>,
): Promise<Result<DemandPool, PoolRefusal>> =>
  withoutTraceOfRefusals(em, async (tx) => {
    const pool = await lockPool(tx, by.input.poolId);
    if (!pool) return notFound();
    if (!isStaff(by.caller, pool.communityId)) return notYours('poolId');
    if (pool.state !== DemandPoolState.REACHED) return refuse('POOL_CLOSED', { path: ['poolId'], rule: 'T2' });
    fulfil(pool, by.input.openedId, by.now);
    await tx.flush();
    return ok(pool);
  });

export const fulfil = (pool: DemandPool, openedId: string, now: Date): void =>
  void Object.assign(pool, { state: DemandPoolState.FULFILLED, fulfilledAt: now, fulfilledBy: openedId });

export const cancelPool = (em: EntityManager, by: By<CancelPoolInput>): Promise<Result<DemandPool, PoolRefusal>> =>
  withoutTraceOfRefusals(em, async (tx) => {
    const pool = await lockPool(tx, by.input.poolId);
    if (!pool) return notFound();
    if (!isStaff(by.caller, pool.communityId)) return notYours('poolId');
    if (pool.state !== DemandPoolState.GATHERING) return refuse('POOL_CLOSED', { path: ['poolId'], rule: 'D7' });
    pool.state = DemandPoolState.CANCELLED;
    await tx.flush();
    return ok(pool);
  });

export const lockPool = (tx: EntityManager, id: string) =>
  tx.findOne(DemandPool, id, { lockMode: LockMode.PESSIMISTIC_WRITE });

const notFound = () => refuse('POOL_NOT_FOUND', { path: ['poolId'], rule: 'pool' });
const notYours = (field: string) => refuse('NOT_YOURS', { path: [field], rule: 'pool' });

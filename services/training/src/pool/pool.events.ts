import type { EventHandler } from '@millgate/kit';
import { CourseRequest } from './course-request.entity.ts';

/** Schema: `schema/events/PoolReached.json`. A pool asks once, for a course if its kind is TRAINING. */
export const poolReached: EventHandler = async (tx, { payload }) => {
  const { poolId, communityId, kind, topic, reachedAt, founders } = payload as {
    poolId: string;
    communityId: string;
    kind: string;
    topic: string;
    reachedAt: string;
    founders: { enterpriseId: string; headcount: number }[];
  };
  if (kind !== 'TRAINING') return;
  await tx.upsert(CourseRequest, {
    id: poolId,
    communityId,
    topic,
    founderIds: founders.map(({ enterpriseId }) => enterpriseId),
    headcount: founders.reduce((sum, { headcount }) => sum + headcount, 0),
    reachedAt: new Date(reachedAt),
  });
};

import type { EntityManager } from '@mikro-orm/postgresql';
import type { Context } from '@millgate/kit';
import type { Employment } from './employment.entity.ts';

/** Tells others of a job, in the transaction that records it. Schema: `schema/events/EmploymentStarted.json`. */
export const publishEmploymentStarted = (
  tx: EntityManager,
  { publish }: Pick<Context['services'], 'publish'>,
  { id, workerRef, enterpriseRef, primary, from, until }: Employment,
  now: Date,
): Promise<void> =>
  publish(tx, {
    type: 'EmploymentStarted',
    aggregate: workerRef.id,
    payload: { employmentId: id, workerId: workerRef.id, enterpriseId: enterpriseRef.id, primary, from, until },
    now,
  });

import type { EntityManager } from '@mikro-orm/postgresql';
import type { CalendarDay, Context } from '@millgate/kit';
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

/** Tells others that a job ends. Schema: `schema/events/EmploymentEnded.json`. */
export const publishEmploymentEnded = (
  tx: EntityManager,
  { publish }: Pick<Context['services'], 'publish'>,
  { id, workerRef, enterpriseRef }: Employment,
  until: CalendarDay,
  now: Date,
): Promise<void> =>
  publish(tx, {
    type: 'EmploymentEnded',
    aggregate: workerRef.id,
    payload: { employmentId: id, workerId: workerRef.id, enterpriseId: enterpriseRef.id, until },
    now,
  });

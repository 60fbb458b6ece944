import { canonicalId, type EventHandler } from '@millgate/kit';
import { KnownEmployment } from './known-employment.entity.ts';

/** Schemas: `schema/events/EmploymentStarted.json`, `EmploymentEnded.json`. */

export const employmentStarted: EventHandler = async (tx, { payload }) => {
  const { employmentId, workerId, enterpriseId, primary, from, until } = payload as {
    employmentId: string;
    workerId: string;
    enterpriseId: string;
    primary: boolean;
    from: string;
    until: string | null;
  };
  const known = await canonicalId(tx, workerId);
  await tx.upsert(KnownEmployment, { id: employmentId, workerId: known, enterpriseId, primary, from, until });
};

/** Seats taken before keep counting against the enterprise that sent the worker. */
export const employmentEnded: EventHandler = async (tx, { payload }) => {
  const { employmentId, until } = payload as { employmentId: string; until: string };
  await tx.nativeUpdate(KnownEmployment, { id: employmentId }, { until });
};

import { canonicalId, type EventHandler } from '@millgate/kit';
import { KnownEmployment } from './meal-plan.entity.ts';

/** Schemas: `schema/events/EmploymentStarted.json`, `EmploymentEnded.json`. */

export const employmentStarted: EventHandler = async (tx, { payload }) => {
  const { employmentId, workerId, enterpriseId, from, until } = payload as {
    employmentId: string;
    workerId: string;
    enterpriseId: string;
    from: string;
    until: string | null;
  };
  const known = await canonicalId(tx, workerId);
  await tx.upsert(KnownEmployment, { id: employmentId, workerId: known, enterpriseId, from, until });
};

/** The employer's price stops with the employment: orders placed before keep theirs (M5). */
export const employmentEnded: EventHandler = async (tx, { payload }) => {
  const { employmentId, until } = payload as { employmentId: string; until: string };
  await tx.nativeUpdate(KnownEmployment, { id: employmentId }, { until });
};

import { canonicalId, type EventHandler } from '@millgate/kit';
import { KnownTenancy } from './known-tenancy.entity.ts';

/** Schemas: `schema/events/LeaseSigned.json`, `LeaseEnded.json`; of one lease they arrive in order. */

export const leaseSigned: EventHandler = async (tx, { payload }) => {
  const { leaseId, workerId, propertyId, from, until } = payload as Record<
    'leaseId' | 'workerId' | 'propertyId' | 'from' | 'until',
    string
  >;
  await tx.upsert(KnownTenancy, { id: leaseId, workerId: await canonicalId(tx, workerId), propertyId, from, until });
};

export const leaseEnded: EventHandler = async (tx, { payload }) => {
  const { leaseId, until } = payload as { leaseId: string; until: string };
  await tx.nativeUpdate(KnownTenancy, { id: leaseId }, { until });
};

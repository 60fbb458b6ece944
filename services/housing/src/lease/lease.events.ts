import type { Unit } from '../unit/unit.entity.ts';
import type { Lease } from './lease.entity.ts';

/** Schema: `schema/events/LeaseSigned.json`. */
export const leaseSigned = (lease: Lease, unit: Unit) => ({
  leaseId: lease.id,
  workerId: lease.tenantId,
  propertyId: unit.propertyRef.id,
  unitId: unit.id,
  bed: lease.bed,
  payer: lease.payer,
  from: lease.from,
  until: lease.until,
});

/** Schema: `schema/events/LeaseEnded.json`. A signed lease ends on another day than was agreed. */
export const leaseEnded = ({ id, until }: Lease) => ({
  type: 'LeaseEnded',
  aggregate: id,
  payload: { leaseId: id, until },
});

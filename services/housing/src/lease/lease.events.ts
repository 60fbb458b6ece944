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

import { loadById, type ReferenceResolver } from '@millgate/kit';
import { Lease } from './lease.entity.ts';
import { MasterLease } from './master-lease.entity.ts';
import { readableRecord, tenantOf } from './homes.fields.ts';
import { mayReadMasterLeases } from './tenancy.policy.ts';

/** A lease for its tenant, housing staff, and the handler who names an open case about her. */
export const leaseReference: ReferenceResolver = async (reference, context) => {
  const lease = await loadById(context, Lease, String(reference.id));
  return readableRecord(context, lease, tenantOf, 'leases');
};

export const masterLeaseReference: ReferenceResolver = async (reference, context) => {
  const masterLease = await loadById(context, MasterLease, String(reference.id));
  return masterLease && mayReadMasterLeases(context.caller, masterLease.enterpriseId) ? masterLease : null;
};

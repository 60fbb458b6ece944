import { loadById, type ReferenceResolver } from '@millgate/kit';
import { Lease } from './lease.entity.ts';
import { MasterLease } from './master-lease.entity.ts';
import { mayReadHome, mayReadMasterLeases } from './tenancy.policy.ts';

/** A lease for its tenant and housing staff; for anybody else it does not exist. */
export const leaseReference: ReferenceResolver = async (reference, context) => {
  const lease = await loadById(context, Lease, String(reference.id));
  return lease && mayReadHome(context.caller, lease.tenantId) ? lease : null;
};

export const masterLeaseReference: ReferenceResolver = async (reference, context) => {
  const masterLease = await loadById(context, MasterLease, String(reference.id));
  return masterLease && mayReadMasterLeases(context.caller, masterLease.enterpriseId) ? masterLease : null;
};

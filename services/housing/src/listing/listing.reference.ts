import { loadById, type ReferenceResolver } from '@millgate/kit';
import { mayReadHome } from '../lease/tenancy.policy.ts';
import { Application } from './application.entity.ts';
import { Listing } from './listing.entity.ts';
import { maySeeListing } from './listing.policy.ts';

export const listingReference: ReferenceResolver = async (reference, context) => {
  const listing = await loadById(context, Listing, String(reference.id));
  return listing && maySeeListing(context.caller, listing) ? listing : null;
};

/** An application for its applicant and housing staff; for anybody else it does not exist. */
export const applicationReference: ReferenceResolver = async (reference, context) => {
  const application = await loadById(context, Application, String(reference.id));
  return application && mayReadHome(context.caller, application.applicantId) ? application : null;
};

import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { callerKey, type Command, newId, ok, perform, refuse, type Result } from '@millgate/kit';
import { Lease, LeaseAction, LeaseStep } from '../lease/lease.entity.ts';
import { acceptable, LeaseState, type NotAcceptable } from '../lease/lease.rules.ts';
import { Unit } from '../unit/unit.entity.ts';
import { Application } from './application.entity.ts';
import type { StartAllocationInput, WithdrawApplicationInput } from './listing.inputs.ts';
import { Listing } from './listing.entity.ts';
import { ApplicationAction, ApplicationState, ListingState } from './listing.rules.ts';
import { moveApplication } from './move-application.ts';
import { moveOn } from './offer-places.ts';
import { lockApplication } from './review-applications.service.ts';
import type { DeclineHousingOfferInput } from '../lease/decline-housing-offer.inputs.ts';

/** Begins to offer in order of rank; from then on every offer that lapses goes to the next by itself. */
export const startAllocation = (
  em: EntityManager,
  command: Command<StartAllocationInput>,
): Promise<Result<Listing, 'LISTING_NOT_FOUND' | 'WRONG_STATE' | 'FLAGS_OPEN'>> =>
  perform(em, command, { mutation: 'startAllocation', entity: Listing }, async (tx) => {
    const path = ['listingId'];
    const { input, now } = command;
    const listing = await tx.findOne(Listing, input.listingId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!listing || listing.recordedState === ListingState.DRAFT) {
      return refuse('LISTING_NOT_FOUND', { path, rule: 'listing' });
    }
    if (listing.recordedState !== ListingState.RANKED) {
      return refuse('WRONG_STATE', { path, rule: 'listingStates', details: { state: listing.recordedState } });
    }
    const open = await tx.find(
      Application,
      { listingRef: listing, state: ApplicationState.RANKED, flaggedAs: { $ne: null }, flagReviewed: false },
      { fields: ['flaggedAs'] },
    );
    if (open.length > 0) {
      const flaggedSets = [...new Set(open.map(({ flaggedAs }) => flaggedAs))].toSorted();
      return refuse('FLAGS_OPEN', { path, rule: 'H6', details: { flaggedSets } });
    }
    listing.recordedState = ListingState.ALLOCATING;
    listing.version += 1;
    await moveOn(tx, listing, now);
    return ok(listing);
  });

/** Takes an application back; what was offered to it goes to the next at once. */
export const withdrawApplication = (
  em: EntityManager,
  command: Command<WithdrawApplicationInput> & { readonly workerId: string },
): Promise<Result<Application, 'APPLICATION_NOT_FOUND' | 'WRONG_STATE'>> =>
  perform(em, command, { mutation: 'withdrawApplication', entity: Application }, async (tx) => {
    const { caller, workerId, now, input } = command;
    const path = ['applicationId'];
    const locked = await lockApplication(tx, input.applicationId);
    if (!locked || locked.application.applicantId !== workerId) {
      return refuse('APPLICATION_NOT_FOUND', { path, rule: 'application' });
    }
    const { application, listing } = locked;
    const { SUBMITTED, RANKED, OFFERED, WITHDRAWN } = ApplicationState;
    if (![SUBMITTED, RANKED, OFFERED].includes(application.state)) {
      return refuse('WRONG_STATE', { path, rule: 'applicationStates', details: { state: application.state } });
    }
    const lease = await tx.findOne(Lease, { applicationRef: application, recordedState: LeaseState.OFFERED });
    if (lease) takeBack(tx, lease, { now, actor: callerKey(caller) });
    moveApplication(tx, application, WITHDRAWN, { action: ApplicationAction.WITHDRAW, now, actor: callerKey(caller) });
    await tx.flush();
    await moveOn(tx, listing, now);
    return ok(application);
  });

/** Declines an offered lease; the next in order is offered the place at once. */
export const declineHousingOffer = (
  em: EntityManager,
  command: Command<DeclineHousingOfferInput> & { readonly workerId: string },
): Promise<Result<Lease, NotAcceptable | 'OFFER_NOT_FOUND'>> =>
  perform(em, command, { mutation: 'declineHousingOffer', entity: Lease }, async (tx) => {
    const { caller, workerId, now, input } = command;
    const offered = await tx.findOne(Lease, { id: input.leaseId, tenantId: workerId });
    if (!offered) return refuse('OFFER_NOT_FOUND', { path: ['leaseId'], rule: 'offer' });
    const locked = offered.applicationRef && (await lockApplication(tx, offered.applicationRef.id));
    await tx.findOneOrFail(Unit, offered.unitRef.id, { lockMode: LockMode.PESSIMISTIC_WRITE });
    const lease = await tx.findOneOrFail(Lease, offered.id, { refresh: true });
    const verdict = acceptable(lease, now);
    if (!verdict.ok) return verdict;
    const done = { now, actor: callerKey(caller), reason: input.reason };
    takeBack(tx, lease, done);
    if (locked?.application.state === ApplicationState.OFFERED) {
      const declined = { ...done, action: ApplicationAction.DECLINE };
      moveApplication(tx, locked.application, ApplicationState.NOT_PLACED, declined);
      await tx.flush();
      await moveOn(tx, locked.listing, now);
    }
    await tx.flush();
    return ok(lease);
  });

/** An offered lease that will not be signed. */
function takeBack(
  tx: EntityManager,
  lease: Lease,
  { now, actor, reason }: { readonly now: Date; readonly actor: string; readonly reason?: string },
): void {
  lease.recordedState = LeaseState.LAPSED;
  lease.version += 1;
  tx.create(LeaseStep, {
    id: newId('lsp'),
    leaseRef: lease,
    action: LeaseAction.DECLINE,
    at: now,
    actor,
    reason: reason ?? null,
    before: LeaseState.OFFERED,
    after: LeaseState.LAPSED,
  });
}

import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { brokenConstraint, callerKey, type Command, newId, ok, perform, refuse, type Result } from '@millgate/kit';
import { Application } from './application.entity.ts';
import type { ApplyForHousingInput } from './listing.inputs.ts';
import { Listing } from './listing.entity.ts';
import {
  ApplicationAction,
  ApplicationState,
  ListingState,
  looksLikeOneHousehold,
  ReviewOrder,
  takesApplications,
} from './listing.rules.ts';
import { moveApplication, noteOn } from './move-application.ts';

type Refusal = 'LISTING_NOT_FOUND' | 'NOT_YET_OPEN' | 'CLOSED' | 'ALREADY_APPLIED';

/** Takes an application, once a person and listing (H6); those that look like one household's are flagged, not refused. */
export const applyForHousing = (
  em: EntityManager,
  command: Command<ApplyForHousingInput> & { readonly workerId: string },
): Promise<Result<Application, Refusal>> =>
  perform(em, command, { mutation: 'applyForHousing', entity: Application }, async (tx) => {
    const { caller, workerId, now, input } = command;
    // One after the other: a place on a standing list and the members of a household depend on who is there already,
    // and whoever closes the listing waits for those who are applying.
    const listing = await tx.findOne(Listing, input.listingId, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!listing || listing.recordedState === ListingState.DRAFT) {
      return refuse('LISTING_NOT_FOUND', { path: ['listingId'], rule: 'listing' });
    }
    const open = takesApplications(listing, now);
    if (!open.ok) return open;

    const household = (input.householdIds ?? []).filter((id) => id !== workerId);
    const standing = listing.reviewOrder === ReviewOrder.WAITLIST;
    const id = newId('app');
    try {
      await tx.transactional(async (attempt) => {
        attempt.create(Application, {
          id,
          listingRef: listing.id,
          applicantId: workerId,
          household,
          submittedAt: now,
          ...(standing ? { rank: (await lastRank(attempt, listing)) + 1, rankReason: now.toISOString() } : {}),
        });
        await attempt.flush();
      });
    } catch (cause) {
      if (brokenConstraint(cause) !== 'application_h6_once') throw cause;
      const live = { listingRef: listing, applicantId: workerId, state: { $ne: ApplicationState.WITHDRAWN } };
      const existing = await tx.findOneOrFail(Application, live);
      return refuse('ALREADY_APPLIED', { path: ['listingId'], rule: 'H6', details: { existing: existing.id } });
    }
    const application = await tx.findOneOrFail(Application, id);
    noteOn(tx, application, { action: ApplicationAction.APPLY, now, actor: callerKey(caller), before: null });
    await flagHousehold(tx, listing, application, now);
    if (standing) moveApplication(tx, application, ApplicationState.RANKED, { action: ApplicationAction.RANK, now });
    await tx.flush();
    return ok(application);
  });

async function lastRank(tx: EntityManager, listing: Listing): Promise<number> {
  const last = await tx.findOne(
    Application,
    { listingRef: listing, rank: { $ne: null } },
    { orderBy: { rank: 'desc' }, fields: ['rank'] },
  );
  return last?.rank ?? 0;
}

/** Gives everybody of what looks like one household the same flag, for staff to look at. */
async function flagHousehold(tx: EntityManager, listing: Listing, application: Application, now: Date): Promise<void> {
  const people = [application.applicantId, ...application.household];
  const related = await tx.find(Application, {
    listingRef: listing,
    id: { $ne: application.id },
    state: { $nin: [ApplicationState.WITHDRAWN, ApplicationState.NOT_PLACED] },
    $or: [{ applicantId: { $in: people } }, { household: { $overlap: people } }],
  });
  const same = related.filter((other) => looksLikeOneHousehold(application, other));
  if (same.length === 0) return;
  const flag = same.find(({ flaggedAs, flagReviewed }) => flaggedAs && !flagReviewed)?.flaggedAs ?? newId('fls');
  for (const one of [application, ...same]) {
    if (one.flaggedAs === flag && !one.flagReviewed) continue;
    one.flaggedAs = flag;
    one.flagReviewed = false;
    noteOn(tx, one, { action: ApplicationAction.FLAG, now, before: one.state });
  }
}

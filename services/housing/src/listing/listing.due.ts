import { LockMode } from '@mikro-orm/postgresql';
import { type DueTask } from '@millgate/kit';
import { Listing } from './listing.entity.ts';
import { ListingState, ReviewOrder } from './listing.rules.ts';
import { moveOn } from './offer-places.ts';
import { freezeEntries } from './rank-applications.service.ts';

const oneAtATime = { lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE, orderBy: { id: 'asc' } } as const;

/** Closes listings whose time is over: freezes who is in them, and publishes the digest a draw is checked against. */
export const closeListings = (async (tx, now) => {
  const due = await tx.find(Listing, { recordedState: ListingState.OPEN, closesAt: { $lte: now } }, oneAtATime);
  for (const listing of due) {
    await freezeEntries(tx, listing, now);
    // A standing list has its order already, and goes on until nobody waits.
    if (listing.reviewOrder === ReviewOrder.WAITLIST) listing.recordedState = ListingState.ALLOCATING;
  }
  await tx.flush();
  return due.length;
}) satisfies DueTask;

/** Offers that lapsed go to the next in order, and so does what became free. */
export const offerWhatIsFree: DueTask = async (tx, now) => {
  const allocating = await tx.find(
    Listing,
    {
      $or: [
        { recordedState: ListingState.ALLOCATING },
        { recordedState: ListingState.OPEN, reviewOrder: ReviewOrder.WAITLIST },
      ],
    },
    oneAtATime,
  );
  let moved = 0;
  for (const listing of allocating) moved += await moveOn(tx, listing, now);
  return moved;
};

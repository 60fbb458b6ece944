import type { FilterQuery } from '@mikro-orm/postgresql';
import { type Caller, holds } from '@millgate/kit';
import type { Listing } from './listing.entity.ts';
import { ListingState } from './listing.rules.ts';

/** A draft is for housing staff; for anybody else it does not exist. */
export const maySeeListing = (caller: Caller, listing: Listing): boolean =>
  listing.recordedState !== ListingState.DRAFT || holds(caller, 'HOUSING_STAFF');

/** The same as a filter. */
export const published = (caller: Caller): FilterQuery<Listing> =>
  holds(caller, 'HOUSING_STAFF') ? {} : { recordedState: { $ne: ListingState.DRAFT } };

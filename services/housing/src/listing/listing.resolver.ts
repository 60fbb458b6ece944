import type { FilterQuery } from '@mikro-orm/postgresql';
import {
  type Context,
  forbidden,
  holds,
  loadById,
  page,
  PageArgs,
  pageOfMany,
  type Page,
  requireWorker,
} from '@millgate/kit';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Unit, UnitConnection } from '../unit/unit.entity.ts';
import { unitsThrough } from '../unit/units-through.ts';
import { Application, ApplicationConnection } from './application.entity.ts';
import { Listing, ListingConnection, ListingUnit } from './listing.entity.ts';
import { maySeeListing, published } from './listing.policy.ts';
import { ListingState } from './listing.rules.ts';

@ArgsType()
class ListingsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only those of this community.' })
  communityId?: string | null;

  @Field(() => ListingState, { nullable: true, description: 'Only those in this state.' })
  state?: ListingState | null;
}

@Resolver(() => Listing)
export class ListingResolver {
  @Query(() => ListingConnection, { nullable: true, description: 'Listings, latest first.' })
  async listings(@Args(() => ListingsArgs) args: ListingsArgs, @Ctx() context: Context): Promise<Page<Listing>> {
    const { communityId, state } = args;
    const filter = [holds(context.caller, 'HOUSING_STAFF'), communityId, state];
    const where: FilterQuery<Listing> = {
      $and: [
        published(context.caller),
        ...(communityId ? [{ propertyRef: { communityId } }] : []),
        ...(state ? [inState(state, context.now)] : []),
      ],
    };
    return page(context, { entity: Listing, field: 'listings', where, filter, order: [['id', 'desc']] }, args);
  }

  @Query(() => Listing, { nullable: true, description: 'The listing with this id; null if there is none.' })
  async listing(
    @Arg('id', () => ID, { description: 'Id of the listing.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Listing | null> {
    const listing = await loadById(context, Listing, id);
    return listing && maySeeListing(context.caller, listing) ? listing : null;
  }

  @Query(() => ApplicationConnection, { nullable: true, description: 'The caller’s own applications, latest first.' })
  async myApplications(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<Application>> {
    const where = { applicantId: requireWorker(context) };
    return page(context, { entity: Application, field: 'myApplications', where, order: [['id', 'desc']] }, args);
  }

  @FieldResolver(() => UnitConnection, { description: 'The units it offers.' })
  async units(
    @Root() listing: Listing,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Unit>> {
    const list = {
      entity: ListingUnit,
      field: 'Listing.units',
      where: {},
      order: [['unitRef', 'asc']],
      parent: 'listingRef',
    } as const;
    return unitsThrough(context, await pageOfMany(context, list, args, listing.id));
  }

  @FieldResolver(() => ApplicationConnection, {
    nullable: true,
    description: 'Who applied, latest first; for housing staff.',
  })
  async applications(
    @Root() listing: Listing,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Application>> {
    if (!holds(context.caller, 'HOUSING_STAFF')) throw forbidden();
    const list = {
      entity: Application,
      field: 'Listing.applications',
      where: {},
      order: [['id', 'desc']],
      parent: 'listingRef',
    } as const;
    return pageOfMany(context, list, args, listing.id);
  }
}

/** A listing is closed from its instant on, whether or not that was recorded. */
function inState(state: ListingState, now: Date): FilterQuery<Listing> {
  switch (state) {
    case ListingState.OPEN:
      return { recordedState: state, closesAt: { $gt: now } };
    case ListingState.CLOSED:
      return { $or: [{ recordedState: state }, { recordedState: ListingState.OPEN, closesAt: { $lte: now } }] };
    default:
      return { recordedState: state };
  }
}

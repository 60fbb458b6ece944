import { Max, Min, ValidateNested } from 'class-validator';
import {
  childrenOf,
  type Context,
  dayOf,
  GeoPointInput,
  loadById,
  page,
  type Page,
  PageArgs,
  pageOfMany,
} from '@millgate/kit';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { stillHoldingOn } from '../period/holding-on.ts';
import { Community } from '../place/place.entity.ts';
import { FacilityNetwork, FacilityNetworkConnection, NetworkPlace, NetworkSlot } from './facility-network.entity.ts';
import { Facility, FacilityConnection } from './facility.entity.ts';
import { FacilityKind } from './facility.enums.ts';
import { facilitiesAround, LivingCircle, NearbyFacility } from './living-circle.ts';

@ArgsType()
class FacilitiesArgs extends PageArgs {
  @Field(() => [FacilityKind], { nullable: true, description: 'Only those of these kinds.' })
  kinds?: FacilityKind[] | null;
}

@ArgsType()
class AllFacilitiesArgs extends FacilitiesArgs {
  @Field(() => ID, { nullable: true, description: 'Only those of this community.' })
  communityId?: string | null;
}

@ArgsType()
class LivingCircleArgs {
  @Field(() => GeoPointInput, { description: 'The point to walk from.' })
  @ValidateNested()
  point!: GeoPointInput;

  @Field(() => Int, { defaultValue: 15, description: 'Minutes on foot, 1 to 60.' })
  @Min(1)
  @Max(60)
  minutes!: number;
}

@ArgsType()
class FacilitiesWithinArgs extends LivingCircleArgs {
  @Field(() => [FacilityKind], { nullable: true, description: 'Only those of these kinds.' })
  kinds?: FacilityKind[] | null;

  @Field(() => Int, { defaultValue: 20, description: 'How many to answer, nearest first, 1 to 100.' })
  @Min(1)
  @Max(100)
  first!: number;
}

const byId = [['id', 'asc']] as const;

const ofKinds = ({ kinds }: FacilitiesArgs) => (kinds?.length ? { kind: { $in: kinds } } : {});

@Resolver(() => Facility)
export class FacilityResolver {
  @Query(() => Facility, { nullable: true, description: 'The facility with this id; null if there is none.' })
  async facility(
    @Arg('id', () => ID, { description: 'Id of the facility.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Facility | null> {
    return loadById(context, Facility, id);
  }

  @Query(() => FacilityConnection, { nullable: true, description: 'Facilities, by id.' })
  async facilities(
    @Args(() => AllFacilitiesArgs) args: AllFacilitiesArgs,
    @Ctx() context: Context,
  ): Promise<Page<Facility>> {
    const where = { ...ofKinds(args), ...(args.communityId ? { communityRef: args.communityId } : {}) };
    return page(context, { entity: Facility, field: 'facilities', where, order: byId }, args);
  }

  @Query(() => [NearbyFacility], {
    nullable: true,
    description: 'Facilities in use that can be reached on foot from a point, nearest first.',
  })
  async facilitiesWithin(
    @Args(() => FacilitiesWithinArgs) { point, minutes, kinds, first }: FacilitiesWithinArgs,
    @Ctx() context: Context,
  ): Promise<NearbyFacility[]> {
    return (await facilitiesAround(context, { centre: point, minutes, kinds })).slice(0, first);
  }

  @Query(() => LivingCircle, {
    nullable: true,
    description: 'What of every kind can be reached on foot from a point, and what is missing there.',
  })
  livingCircle(@Args(() => LivingCircleArgs) { point, minutes }: LivingCircleArgs): LivingCircle {
    return LivingCircle.at(point, minutes);
  }

  @FieldResolver(() => [FacilityNetwork], { description: 'Networks it is part of, by id.' })
  async networks(@Root() facility: Facility, @Ctx() context: Context): Promise<FacilityNetwork[]> {
    const places = await childrenOf(
      context,
      {
        entity: NetworkPlace,
        parent: 'facilityRef',
        where: stillHoldingOn<NetworkPlace>(dayOf(context.now)),
        order: [['slotRef', 'asc']],
      },
      facility.id,
    );
    const slots = await Promise.all(places.map(({ slotRef }) => loadById(context, NetworkSlot, slotRef.id)));
    const ids = [...new Set(slots.flatMap((slot) => (slot ? [slot.networkRef.id] : [])))].sort();
    const networks = await Promise.all(ids.map((id) => loadById(context, FacilityNetwork, id)));
    return networks.filter((network) => network !== null);
  }
}

@Resolver(() => FacilityNetwork)
export class FacilityNetworkResolver {
  @Query(() => FacilityNetwork, { nullable: true, description: 'The network with this id; null if there is none.' })
  async facilityNetwork(
    @Arg('id', () => ID, { description: 'Id of the network.' }) id: string,
    @Ctx() context: Context,
  ): Promise<FacilityNetwork | null> {
    return loadById(context, FacilityNetwork, id);
  }

  @Query(() => FacilityNetworkConnection, { nullable: true, description: 'Networks of facilities, by id.' })
  async facilityNetworks(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<FacilityNetwork>> {
    return page(context, { entity: FacilityNetwork, field: 'facilityNetworks', where: {}, order: byId }, args);
  }
}

@Resolver(() => Community)
export class CommunityFacilitiesResolver {
  @FieldResolver(() => FacilityConnection, { description: 'Its facilities, by id.' })
  async facilities(
    @Root() community: Community,
    @Args(() => FacilitiesArgs) args: FacilitiesArgs,
    @Ctx() context: Context,
  ): Promise<Page<Facility>> {
    return pageOfMany(
      context,
      { entity: Facility, field: 'Community.facilities', where: ofKinds(args), order: byId, parent: 'communityRef' },
      args,
      community.id,
    );
  }

  @FieldResolver(() => [FacilityNetwork], { description: 'Its networks of facilities, by id.' })
  async facilityNetworks(@Root() community: Community, @Ctx() context: Context): Promise<FacilityNetwork[]> {
    return childrenOf(context, { entity: FacilityNetwork, parent: 'communityRef', order: byId }, community.id);
  }
}

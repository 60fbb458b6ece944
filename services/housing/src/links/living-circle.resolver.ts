import { boxAround, type Context, onFoot, type OnFoot, reachMetres } from '@millgate/kit';
import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { Property, PropertyKind } from '../property/property.entity.ts';
import { LivingCircle } from './links.stub.ts';

/** More than anybody compares on a map. */
const most = 50;

@ObjectType({ description: 'A property with homes to rent and how far it is on foot.' })
export class NearbyProperty {
  @Field(() => Property, { description: 'A property with homes to rent.' })
  property!: Property;

  @Field(() => Int, { description: 'Metres in a straight line.' })
  metres!: number;

  @Field(() => Int, { description: 'Minutes on foot, estimated from the straight line.' })
  minutes!: number;
}

@Resolver(() => LivingCircle)
export class LivingCirclePropertyResolver {
  @FieldResolver(() => [NearbyProperty], {
    nullable: true,
    description: `Properties within reach where homes are let, nearest first, at most ${most}.`,
  })
  async properties(@Root() circle: LivingCircle, @Ctx() context: Context): Promise<NearbyProperty[]> {
    const nearby = await within(context, circle);
    return nearby.slice(0, most).map(({ place, ...far }) => ({ property: place, ...far }));
  }

  @FieldResolver(() => Int, { nullable: true, description: 'How many properties within reach let homes.' })
  async propertyCount(@Root() circle: LivingCircle, @Ctx() context: Context): Promise<number> {
    return (await within(context, circle)).length;
  }
}

/** An index picks the box, arithmetic the circle. */
async function within({ em }: Context, { centre, minutes }: LivingCircle): Promise<OnFoot<Property>[]> {
  const { south, north, west, east } = boxAround(centre, reachMetres(minutes));
  const inBox = { latitude: { $gte: south, $lte: north }, longitude: { $gte: west, $lte: east } };
  // Flats that are sold are nobody’s to move into.
  const candidates = await em.find(Property, { ...inBox, kind: { $ne: PropertyKind.YOUTH_APARTMENT } });
  return onFoot(centre, minutes, candidates, ({ latitude, longitude }) =>
    latitude === null || longitude === null ? null : { latitude, longitude },
  );
}

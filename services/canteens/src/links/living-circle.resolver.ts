import { boxAround, type Context, GeoPointInput, onFoot, type OnFoot, type Point, reachMetres } from '@millgate/kit';
import { Max, Min, ValidateNested } from 'class-validator';
import { Args, ArgsType, Ctx, Field, FieldResolver, Int, ObjectType, Query, Resolver, Root } from 'type-graphql';
import { Canteen } from '../canteen/canteen.entity.ts';
import { LivingCircle } from './links.stub.ts';

/** More than anybody compares on a map. */
const most = 50;

@ObjectType({ description: 'A canteen and how far it is on foot.' })
export class NearbyCanteen {
  @Field(() => Canteen, { description: 'A canteen.' })
  canteen!: Canteen;

  @Field(() => Int, { description: 'Metres in a straight line.' })
  metres!: number;

  @Field(() => Int, { description: 'Minutes on foot, estimated from the straight line.' })
  minutes!: number;
}

@ArgsType()
class CanteensNearArgs {
  @Field(() => GeoPointInput, { description: 'The point to walk from.' })
  @ValidateNested()
  point!: GeoPointInput;

  @Field(() => Int, { defaultValue: 15, description: 'Minutes on foot, 1 to 60.' })
  @Min(1)
  @Max(60)
  minutes!: number;
}

@Resolver(() => LivingCircle)
export class LivingCircleCanteenResolver {
  @Query(() => [NearbyCanteen], {
    nullable: true,
    description: `Canteens that can be reached on foot from a point, nearest first, at most ${most}.`,
  })
  async canteensNear(
    @Args(() => CanteensNearArgs) { point, minutes }: CanteensNearArgs,
    @Ctx() context: Context,
  ): Promise<NearbyCanteen[]> {
    const nearby = await within(context, { centre: point, minutes });
    return nearby.slice(0, most).map(({ place, ...far }) => ({ canteen: place, ...far }));
  }

  @FieldResolver(() => [NearbyCanteen], {
    nullable: true,
    description: `Canteens within reach, nearest first, at most ${most}.`,
  })
  async canteens(@Root() circle: LivingCircle, @Ctx() context: Context): Promise<NearbyCanteen[]> {
    const nearby = await within(context, circle);
    return nearby.slice(0, most).map(({ place, ...far }) => ({ canteen: place, ...far }));
  }

  @FieldResolver(() => Int, { nullable: true, description: 'How many canteens are within reach.' })
  async canteenCount(@Root() circle: LivingCircle, @Ctx() context: Context): Promise<number> {
    return (await within(context, circle)).length;
  }
}

/** An index picks the box, arithmetic the circle. */
async function within(
  { em }: Context,
  { centre, minutes }: { readonly centre: Point; readonly minutes: number },
): Promise<OnFoot<Canteen>[]> {
  const { south, north, west, east } = boxAround(centre, reachMetres(minutes));
  const inBox = { latitude: { $gte: south, $lte: north }, longitude: { $gte: west, $lte: east } };
  const candidates = await em.find(Canteen, { location: inBox });
  return onFoot(centre, minutes, candidates, ({ location }) => location);
}

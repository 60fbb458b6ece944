import { boxAround, type Context, onFoot, type OnFoot, reachMetres } from '@millgate/kit';
import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
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

@Resolver(() => LivingCircle)
export class LivingCircleCanteenResolver {
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
async function within({ em }: Context, { centre, minutes }: LivingCircle): Promise<OnFoot<Canteen>[]> {
  const { south, north, west, east } = boxAround(centre, reachMetres(minutes));
  const inBox = { latitude: { $gte: south, $lte: north }, longitude: { $gte: west, $lte: east } };
  const candidates = await em.find(Canteen, { location: inBox });
  return onFoot(centre, minutes, candidates, ({ location }) => location);
}

import { Max, Min } from 'class-validator';
import { type Context, forbidden, holds, loadById, unauthenticated } from '@millgate/kit';
import { Args, ArgsType, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { DemandPool } from './demand-pool.entity.ts';
import { poolsWithin } from './nearby.rules.ts';
import { isStaff } from './pool.service.ts';
import { surroundingsOf } from './pools-near.service.ts';

@ObjectType({ description: 'A pool that enterprises nearby are in.', simpleResolvers: true })
export class NearbyPool {
  @Field(() => DemandPool, { description: 'The pool.' })
  pool!: DemandPool;

  @Field(() => Int, { description: 'Minutes on foot to the nearest of its enterprises, a begun one counted.' })
  minutes!: number;

  @Field(() => Int, { description: 'How many of its enterprises are no farther than what was asked.' })
  neighbours!: number;
}

@ArgsType()
class PoolsNearArgs {
  @Field(() => ID, { description: 'The enterprise.' })
  enterpriseId!: string;

  @Field(() => Int, { defaultValue: 15, description: 'How far its neighbours are at most: minutes on foot, 1 to 60.' })
  @Min(1)
  @Max(60)
  minutes!: number;
}

@Resolver()
export class PoolsNearResolver {
  @Query(() => [NearbyPool], {
    nullable: true,
    description:
      'Pools of its community that still gather and that its neighbours are in, nearest first: what an enterprise may want to join. Those it is in are not among them. For its HR and the staff of its community; null if there is no such enterprise, or the registry cannot say where it stands.',
  })
  async poolsNear(
    @Args(() => PoolsNearArgs) { enterpriseId, minutes }: PoolsNearArgs,
    @Ctx() context: Context,
  ): Promise<NearbyPool[] | null> {
    const { caller, services, now } = context;
    if (caller.kind === 'ANONYMOUS') throw unauthenticated();
    const own = holds(caller, 'HR', enterpriseId);
    // Whoever could not be staff of any community is not told whether there is such an enterprise.
    if (!own && !isStaff(caller)) throw forbidden();
    const around = await surroundingsOf(services, enterpriseId, now);
    if (!around) return null;
    if (!own && !isStaff(caller, around.communityId)) throw forbidden();
    if (!around.site) return [];
    const near = poolsWithin({ id: enterpriseId, site: around.site }, minutes, around.pools);
    const pools = await Promise.all(near.map(({ id }) => loadById(context, DemandPool, id)));
    return near.flatMap(({ minutes: away, neighbours }, at) => {
      const pool = pools[at];
      return pool ? [Object.assign(new NearbyPool(), { pool, minutes: away, neighbours })] : [];
    });
  }
}

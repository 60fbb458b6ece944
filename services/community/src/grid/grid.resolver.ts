import type { FilterQuery } from '@mikro-orm/postgresql';
import {
  childrenOf,
  type Context,
  DateScalar,
  dayOf,
  loadById,
  page,
  PageArgs,
  pageOfMany,
  type Page,
} from '@millgate/kit';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { holdingOn } from '../period/holding-on.ts';
import { Community } from '../place/place.entity.ts';
import { Grid, GridConnection, GridMember, GridMemberConnection } from './grid.entity.ts';
import { GridRole } from './grid.enums.ts';

@ArgsType()
class GridsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only those of this community.' })
  communityId?: string | null;
}

@ArgsType()
class GridMembersArgs extends PageArgs {
  @Field(() => GridRole, { nullable: true, description: 'Only those in this role.' })
  role?: GridRole | null;

  @Field(() => DateScalar, { nullable: true, description: 'Who was in office on this day; without it, today.' })
  asOf?: string | null;
}

@Resolver(() => Grid)
export class GridResolver {
  @Query(() => Grid, { nullable: true, description: 'The grid with this id; null if there is none.' })
  async grid(
    @Arg('id', () => ID, { description: 'Id of the grid.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Grid | null> {
    return loadById(context, Grid, id);
  }

  @Query(() => GridConnection, { nullable: true, description: 'Grids, by id.' })
  async grids(@Args(() => GridsArgs) args: GridsArgs, @Ctx() context: Context): Promise<Page<Grid>> {
    const where = args.communityId ? { communityRef: args.communityId } : {};
    return page(context, { entity: Grid, field: 'grids', where, order: [['id', 'asc']] }, args);
  }

  @FieldResolver(() => GridMemberConnection, { description: 'Its team, by id.' })
  async members(
    @Root() grid: Grid,
    @Args(() => GridMembersArgs) args: GridMembersArgs,
    @Ctx() context: Context,
  ): Promise<Page<GridMember>> {
    const inOffice = holdingOn<GridMember>(args.asOf ?? dayOf(context.now));
    const where: FilterQuery<GridMember> = { $and: [inOffice, args.role ? { role: args.role } : {}] };
    return pageOfMany(
      context,
      { entity: GridMember, field: 'Grid.members', where, order: [['id', 'asc']], parent: 'gridRef' },
      args,
      grid.id,
    );
  }

  @FieldResolver(() => GridMember, { nullable: true, description: 'Its full-time officer today.' })
  async officer(@Root() grid: Grid, @Ctx() context: Context): Promise<GridMember | null> {
    const where: FilterQuery<GridMember> = {
      $and: [holdingOn<GridMember>(dayOf(context.now)), { role: GridRole.FULL_TIME_OFFICER }],
    };
    const [officer] = await childrenOf(
      context,
      { entity: GridMember, parent: 'gridRef', where, order: [['id', 'asc']] },
      grid.id,
    );
    return officer ?? null;
  }
}

@Resolver(() => Community)
export class CommunityGridsResolver {
  @FieldResolver(() => GridConnection, { description: 'Its grids, by id.' })
  async grids(
    @Root() community: Community,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Grid>> {
    return pageOfMany(
      context,
      { entity: Grid, field: 'Community.grids', where: {}, order: [['id', 'asc']], parent: 'communityRef' },
      args,
      community.id,
    );
  }
}

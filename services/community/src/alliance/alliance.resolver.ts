import { childrenOf, type Context, dayOf, loadById, page, PageArgs, pageOfMany, type Page } from '@millgate/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { IndustryChain } from '../chain/chain.entity.ts';
import { Enterprise } from '../enterprise/enterprise.entity.ts';
import { stillHoldingOn } from '../period/holding-on.ts';
import { Community } from '../place/place.entity.ts';
import { Alliance, AllianceConnection, AllianceMember, AllianceMemberConnection } from './alliance.entity.ts';

@Resolver(() => Alliance)
export class AllianceResolver {
  @Query(() => Alliance, { nullable: true, description: 'The alliance with this id; null if there is none.' })
  async alliance(
    @Arg('id', () => ID, { description: 'Id of the alliance.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Alliance | null> {
    return loadById(context, Alliance, id);
  }

  @Query(() => AllianceConnection, { nullable: true, description: 'Alliances, by id.' })
  async alliances(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<Alliance>> {
    return page(context, { entity: Alliance, field: 'alliances', where: {}, order: [['id', 'asc']] }, args);
  }

  @FieldResolver(() => AllianceMemberConnection, { description: 'Its members, by id.' })
  async members(
    @Root() alliance: Alliance,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<AllianceMember>> {
    return pageOfMany(
      context,
      {
        entity: AllianceMember,
        field: 'Alliance.members',
        where: stillHoldingOn<AllianceMember>(dayOf(context.now)),
        order: [['id', 'asc']],
        parent: 'allianceRef',
      },
      args,
      alliance.id,
    );
  }
}

@Resolver(() => Community)
export class CommunityAlliancesResolver {
  @FieldResolver(() => [Alliance], { description: 'Its alliances, by id.' })
  async alliances(@Root() community: Community, @Ctx() context: Context): Promise<Alliance[]> {
    return childrenOf(context, { entity: Alliance, parent: 'communityRef', order: [['id', 'asc']] }, community.id);
  }
}

@Resolver(() => IndustryChain)
export class ChainAlliancesResolver {
  @FieldResolver(() => [Alliance], { description: 'Alliances that serve it, by id.' })
  async alliances(@Root() chain: IndustryChain, @Ctx() context: Context): Promise<Alliance[]> {
    return childrenOf(context, { entity: Alliance, parent: 'chainRef', order: [['id', 'asc']] }, chain.id);
  }
}

@Resolver(() => Enterprise)
export class EnterpriseAlliancesResolver {
  @FieldResolver(() => [Alliance], { description: 'Alliances it is a member of, by id.' })
  async alliances(@Root() enterprise: Enterprise, @Ctx() context: Context): Promise<(Alliance | null)[]> {
    const memberships = await childrenOf(
      context,
      {
        entity: AllianceMember,
        parent: 'enterpriseRef',
        where: stillHoldingOn<AllianceMember>(dayOf(context.now)),
        order: [['allianceRef', 'asc']],
      },
      enterprise.id,
    );
    return Promise.all(memberships.map(({ allianceRef }) => loadById(context, Alliance, allianceRef.id)));
  }
}

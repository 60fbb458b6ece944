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
import { Enterprise } from '../enterprise/enterprise.entity.ts';
import { holdingOn, memberOn } from '../period/holding-on.ts';
import { Community } from '../place/place.entity.ts';
import {
  ChainConvener,
  ChainHead,
  ChainMember,
  ChainMemberConnection,
  IndustryChain,
  IndustryChainConnection,
} from './chain.entity.ts';

@ArgsType()
class IndustryChainsArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only those of this community.' })
  communityId?: string | null;
}

@ArgsType()
class ChainMembersArgs extends PageArgs {
  @Field(() => DateScalar, { nullable: true, description: 'Who was a member on this day; without it, today.' })
  on?: string | null;
}

@Resolver(() => IndustryChain)
export class IndustryChainResolver {
  @Query(() => IndustryChain, { nullable: true, description: 'The chain with this id; null if there is none.' })
  async industryChain(
    @Arg('id', () => ID, { description: 'Id of the chain.' }) id: string,
    @Ctx() context: Context,
  ): Promise<IndustryChain | null> {
    return loadById(context, IndustryChain, id);
  }

  @Query(() => IndustryChainConnection, { nullable: true, description: 'Industry chains, by id.' })
  async industryChains(
    @Args(() => IndustryChainsArgs) args: IndustryChainsArgs,
    @Ctx() context: Context,
  ): Promise<Page<IndustryChain>> {
    const where = args.communityId ? { communityRef: args.communityId } : {};
    return page(context, { entity: IndustryChain, field: 'industryChains', where, order: [['id', 'asc']] }, args);
  }

  @FieldResolver(() => ChainMemberConnection, { description: 'Its members, by id.' })
  async members(
    @Root() chain: IndustryChain,
    @Args(() => ChainMembersArgs) { on, ...args }: ChainMembersArgs,
    @Ctx() context: Context,
  ): Promise<Page<ChainMember>> {
    const where = memberOn<ChainMember>(on ?? dayOf(context.now));
    const order = [['id', 'asc']] as const;
    const list = { entity: ChainMember, field: 'IndustryChain.members', where, filter: { on }, order } as const;
    return pageOfMany(context, { ...list, parent: 'chainRef' }, args, chain.id);
  }

  @FieldResolver(() => ChainHead, { nullable: true, description: 'Its head today; null while there is none.' })
  async head(@Root() chain: IndustryChain, @Ctx() context: Context): Promise<ChainHead | null> {
    const where = holdingOn<ChainHead>(dayOf(context.now));
    const list = { entity: ChainHead, parent: 'chainRef', where, order: [['id', 'asc']] } as const;
    const [head] = await childrenOf(context, list, chain.id);
    return head ?? null;
  }

  @FieldResolver(() => Enterprise, {
    nullable: true,
    description: 'The member that convenes the others today (召集人); null while there is none.',
  })
  async convener(@Root() chain: IndustryChain, @Ctx() context: Context): Promise<Enterprise | null> {
    const where = holdingOn<ChainConvener>(dayOf(context.now));
    const list = { entity: ChainConvener, parent: 'chainRef', where, order: [['id', 'asc']] } as const;
    const [convener] = await childrenOf(context, list, chain.id);
    return convener ? loadById(context, Enterprise, convener.enterpriseRef.id) : null;
  }
}

@Resolver(() => Community)
export class CommunityChainsResolver {
  @FieldResolver(() => [IndustryChain], { description: 'Its industry chains, by id.' })
  async chains(@Root() community: Community, @Ctx() context: Context): Promise<IndustryChain[]> {
    return childrenOf(context, { entity: IndustryChain, parent: 'communityRef', order: [['id', 'asc']] }, community.id);
  }
}

@Resolver(() => Enterprise)
export class EnterpriseChainsResolver {
  @FieldResolver(() => [IndustryChain], { description: 'Chains it is a member of, by id.' })
  async chains(@Root() enterprise: Enterprise, @Ctx() context: Context): Promise<(IndustryChain | null)[]> {
    const where = memberOn<ChainMember>(dayOf(context.now));
    const memberships = await childrenOf(
      context,
      { entity: ChainMember, parent: 'enterpriseRef', where, order: [['chainRef', 'asc']] },
      enterprise.id,
    );
    return Promise.all(memberships.map(({ chainRef }) => loadById(context, IndustryChain, chainRef.id)));
  }
}

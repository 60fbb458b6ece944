import type { FilterQuery } from '@mikro-orm/postgresql';
import { IsOptional, Length, Max, Min, ValidateNested } from 'class-validator';
import {
  badInput,
  boxAround,
  type Context,
  dayOf,
  forbidden,
  GeoPointInput,
  holds,
  loadBy,
  loadById,
  onFoot,
  page,
  PageArgs,
  pageOfMany,
  type Page,
  reachMetres,
} from '@millgate/kit';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Grid } from '../grid/grid.entity.ts';
import { ChainMember } from '../chain/chain.entity.ts';
import { memberOn } from '../period/holding-on.ts';
import { Community } from '../place/place.entity.ts';
import { foundBy, searchDescription } from '../search/search.filter.ts';
import {
  Enterprise,
  EnterpriseConnection,
  EnterpriseStage,
  EnterpriseStatus,
  PayPractice,
} from './enterprise.entity.ts';

@ArgsType()
class EnterpriseFilter extends PageArgs {
  @Field(() => String, {
    nullable: true,
    description: `${searchDescription}, or of the credit code.`,
  })
  @IsOptional()
  @Length(1, 100)
  search?: string | null;

  @Field(() => String, {
    nullable: true,
    deprecationReason: '`search` finds by more than the name. May be removed from 2027-06-01 on.',
    description: 'Only those whose name in either language contains this text, 1 to 100 characters.',
  })
  @Length(1, 100)
  nameContains?: string | null;

  @Field(() => EnterpriseStage, { nullable: true, description: 'Only those at this stage of their life.' })
  stage?: EnterpriseStage | null;

  @Field(() => EnterpriseStatus, { nullable: true, description: 'Only those with this status.' })
  status?: EnterpriseStatus | null;

  @Field(() => Boolean, { nullable: true, description: 'Only key enterprises, or only others.' })
  keyEnterprise?: boolean | null;
}

@ArgsType()
class EnterprisesArgs extends EnterpriseFilter {
  @Field(() => ID, { nullable: true, description: 'Only those of this community.' })
  communityId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those of communities of this district.' })
  districtId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those whose site lies in this grid.' })
  gridId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only members of this chain.' })
  chainId?: string | null;

  @Field(() => GeoPointInput, {
    nullable: true,
    description: 'Only those whose site can be reached on foot from this point, within `minutes`.',
  })
  @IsOptional()
  @ValidateNested()
  near?: GeoPointInput | null;

  @Field(() => Int, { nullable: true, description: 'With `near`: minutes on foot, 1 to 60; without it, 15.' })
  @IsOptional()
  @Min(1)
  @Max(60)
  minutes?: number | null;
}

const byId = [['id', 'asc']] as const;

function matching({ search, nameContains, stage, status, keyEnterprise }: EnterpriseFilter): FilterQuery<Enterprise> {
  const pattern = nameContains ? { $ilike: `%${nameContains.replace(/[\\%_]/g, '\\$&')}%` } : null;
  return {
    ...foundBy(search),
    ...(pattern ? { $or: [{ names: { zh: pattern } }, { names: { en: pattern } }] } : {}),
    ...(stage ? { stage } : {}),
    ...(status ? { status } : {}),
    ...(typeof keyEnterprise === 'boolean' ? { keyEnterprise } : {}),
  };
}

@Resolver(() => Enterprise)
export class EnterpriseResolver {
  @Query(() => Enterprise, {
    nullable: true,
    description: 'The enterprise with this id or this credit code; null if there is none.',
  })
  async enterprise(
    @Arg('id', () => ID, { nullable: true, description: 'Id of the enterprise.' }) id: string | undefined,
    @Arg('uscc', () => ID, { nullable: true, description: 'Its unified social credit code.' }) uscc: string | undefined,
    @Ctx() context: Context,
  ): Promise<Enterprise | null> {
    if (id) return loadById(context, Enterprise, id);
    if (uscc) return loadBy(context, Enterprise, 'uscc', uscc);
    throw badInput('Give the id or the credit code.', ['id'], 'oneOf');
  }

  @Query(() => EnterpriseConnection, { nullable: true, description: 'Enterprises of the registry, by id.' })
  async enterprises(
    @Args(() => EnterprisesArgs) args: EnterprisesArgs,
    @Ctx() context: Context,
  ): Promise<Page<Enterprise>> {
    const { communityId, districtId, gridId, chainId } = args;
    const where: FilterQuery<Enterprise>[] = [
      matching(args),
      communityId ? { communityRef: communityId } : {},
      districtId ? { communityRef: { districtRef: districtId } } : {},
      gridId ? { gridRef: gridId } : {},
    ];
    const list = { entity: Enterprise, field: 'enterprises', order: byId } as const;
    const { near, minutes } = args;
    // A cursor is bound to the chain and the point, not to who is in them, which may change between two pages.
    const filter = [where.slice(), chainId, near && [near.latitude, near.longitude, minutes]];
    if (chainId) {
      const today = memberOn<ChainMember>(dayOf(context.now));
      const of = { $and: [today, { chainRef: chainId }] };
      const members = await context.em.find(ChainMember, of, { fields: ['enterpriseRef'] });
      where.push({ id: { $in: members.map(({ enterpriseRef }) => enterpriseRef.id) } });
    }
    if (near) where.push({ id: { $in: await onFootFrom(context, near, minutes ?? 15) } });
    return page(context, { ...list, where: { $and: where }, filter: chainId || near ? filter : undefined }, args);
  }

  @FieldResolver(() => [PayPractice], {
    nullable: true,
    description: 'How it rewards skill; for its own HR, the community’s staff and managers.',
  })
  payPractices(@Root() enterprise: Enterprise, @Ctx() { caller }: Context): PayPractice[] {
    const allowed =
      holds(caller, 'HR', enterprise.id) ||
      holds(caller, 'COMMUNITY_STAFF', enterprise.communityRef.id) ||
      holds(caller, 'MANAGER');
    if (!allowed) throw forbidden();
    return enterprise.payPracticeCodes;
  }
}

/** An index picks the box, arithmetic the circle. */
async function onFootFrom({ em }: Context, centre: GeoPointInput, minutes: number): Promise<string[]> {
  const { south, north, west, east } = boxAround(centre, reachMetres(minutes));
  const inBox = { latitude: { $gte: south, $lte: north }, longitude: { $gte: west, $lte: east } };
  const candidates = await em.find(Enterprise, { site: inBox }, { fields: ['id', 'site'] });
  return onFoot(centre, minutes, candidates, ({ site }) => site).map(({ place }) => place.id);
}

@Resolver(() => Community)
export class CommunityEnterprisesResolver {
  @FieldResolver(() => EnterpriseConnection, { description: 'Its enterprises, by id.' })
  async enterprises(
    @Root() community: Community,
    @Args(() => EnterpriseFilter) args: EnterpriseFilter,
    @Ctx() context: Context,
  ): Promise<Page<Enterprise>> {
    const list = { entity: Enterprise, field: 'Community.enterprises', where: matching(args), order: byId } as const;
    return pageOfMany(context, { ...list, parent: 'communityRef' }, args, community.id);
  }
}

@Resolver(() => Grid)
export class GridEnterprisesResolver {
  @FieldResolver(() => EnterpriseConnection, { description: 'Enterprises whose site lies in it, by id.' })
  async enterprises(
    @Root() grid: Grid,
    @Args(() => EnterpriseFilter) args: EnterpriseFilter,
    @Ctx() context: Context,
  ): Promise<Page<Enterprise>> {
    const list = { entity: Enterprise, field: 'Grid.enterprises', where: matching(args), order: byId } as const;
    return pageOfMany(context, { ...list, parent: 'gridRef' }, args, grid.id);
  }
}

import { type Context, loadById, page, PageArgs, pageOfMany, type Page } from '@millgate/kit';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Community, CommunityConnection, CommunityKind, District, DistrictConnection } from './place.entity.ts';

@ArgsType()
class CommunitiesArgs extends PageArgs {
  @Field(() => CommunityKind, { nullable: true, description: 'Only those of this kind.' })
  kind?: CommunityKind | null;
}

@Resolver(() => Community)
export class CommunityResolver {
  @Query(() => Community, { nullable: true, description: 'The community with this id; null if there is none.' })
  async community(
    @Arg('id', () => ID, { description: 'Id of the community.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Community | null> {
    return loadById(context, Community, id);
  }

  @Query(() => CommunityConnection, { nullable: true, description: 'Communities, by id.' })
  async communities(
    @Args(() => CommunitiesArgs) args: CommunitiesArgs,
    @Ctx() context: Context,
  ): Promise<Page<Community>> {
    const where = args.kind ? { kind: args.kind } : {};
    return page(context, { entity: Community, field: 'communities', where, order: [['id', 'asc']] }, args);
  }
}

@Resolver(() => District)
export class DistrictResolver {
  @Query(() => District, { nullable: true, description: 'The district with this id; null if there is none.' })
  async district(
    @Arg('id', () => ID, { description: 'Id of the district.' }) id: string,
    @Ctx() context: Context,
  ): Promise<District | null> {
    return loadById(context, District, id);
  }

  @Query(() => DistrictConnection, { nullable: true, description: 'Districts, by id.' })
  async districts(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<District>> {
    return page(context, { entity: District, field: 'districts', where: {}, order: [['id', 'asc']] }, args);
  }

  @FieldResolver(() => CommunityConnection, { description: 'Its communities, by id.' })
  async communities(
    @Root() district: District,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Community>> {
    return pageOfMany(
      context,
      { entity: Community, field: 'District.communities', where: {}, order: [['id', 'asc']], parent: 'districtRef' },
      args,
      district.id,
    );
  }
}

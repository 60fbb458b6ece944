import { type Context, loadById, page, PageArgs, pageOfMany, type Page } from '@millgate/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Community, CommunityConnection, District, DistrictConnection } from './place.entity.ts';

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
  async communities(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<Community>> {
    return page(context, { entity: Community, field: 'communities', where: {}, order: [['id', 'asc']] }, args);
  }
}

@Resolver(() => District)
export class DistrictResolver {
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

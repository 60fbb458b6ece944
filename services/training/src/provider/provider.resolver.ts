import { type Context, loadById, page, PageArgs, pageOfMany, type Page } from '@millgate/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { type CourseInstance, CourseInstanceConnection } from '../instance/course-instance.entity.ts';
import { sittings, SittingsArgs } from '../instance/course-instance.lists.ts';
import { Provider, ProviderConnection } from './provider.entity.ts';

@Resolver(() => Provider)
export class ProviderResolver {
  @Query(() => ProviderConnection, { nullable: true, description: 'Providers, by id.' })
  async providers(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<Provider>> {
    return page(context, { entity: Provider, field: 'providers', where: {}, order: [['id', 'asc']] }, args);
  }

  @Query(() => Provider, { nullable: true, description: 'The provider with this id; null if there is none.' })
  async provider(
    @Arg('id', () => ID, { description: 'Id of the provider.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Provider | null> {
    return loadById(context, Provider, id);
  }

  @FieldResolver(() => CourseInstanceConnection, { description: 'Sittings that it holds, by beginning.' })
  async courseInstances(
    @Root() provider: Provider,
    @Args(() => SittingsArgs) args: SittingsArgs,
    @Ctx() context: Context,
  ): Promise<Page<CourseInstance>> {
    const list = { ...sittings('Provider.courseInstances', args, context.now), parent: 'providerRef' } as const;
    return pageOfMany(context, list, args, provider.id);
  }
}

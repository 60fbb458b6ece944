import { type Context, loadBy, page, type Page, PageArgs } from '@millgate/kit';
import { Arg, Args, ArgsType, Ctx, Field, ID, Query, Resolver } from 'type-graphql';
import { AdviceSource, AdviceSourceConnection, AdviceSourceKind } from './advice-source.entity.ts';

@ArgsType()
class AdviceSourcesArgs extends PageArgs {
  @Field(() => AdviceSourceKind, { nullable: true, description: 'Only those of this kind.' })
  kind?: AdviceSourceKind | null;
}

@Resolver(() => AdviceSource)
export class AdviceSourceResolver {
  @Query(() => AdviceSourceConnection, {
    nullable: true,
    description: 'Policies and finance products that advisers cite, by code.',
  })
  async adviceSources(
    @Args(() => AdviceSourcesArgs) args: AdviceSourcesArgs,
    @Ctx() context: Context,
  ): Promise<Page<AdviceSource>> {
    const where = args.kind ? { kind: args.kind } : {};
    return page(context, { entity: AdviceSource, field: 'adviceSources', where, order: [['code', 'asc']] }, args);
  }

  @Query(() => AdviceSource, { nullable: true, description: 'The entry with this code; null if there is none.' })
  async adviceSource(
    @Arg('code', () => ID, { description: 'Its code.' }) code: string,
    @Ctx() context: Context,
  ): Promise<AdviceSource | null> {
    return loadBy(context, AdviceSource, 'code', code);
  }
}

import { type Context, loadById, page, PageArgs, type Page } from '@millgate/kit';
import { Arg, Args, ArgsType, Ctx, Field, ID, Query, Resolver } from 'type-graphql';
import { Advisor, AdvisorConnection } from './advisor.entity.ts';
import { AdvisorKind } from './advisor.enums.ts';

@ArgsType()
class AdvisorsArgs extends PageArgs {
  @Field(() => AdvisorKind, { nullable: true, description: 'Only those of this kind.' })
  kind?: AdvisorKind | null;

  @Field(() => ID, { nullable: true, description: 'Only those named for this industry chain.' })
  chainId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only those of this community’s team.' })
  communityId?: string | null;
}

@Resolver(() => Advisor)
export class AdvisorResolver {
  @Query(() => AdvisorConnection, { nullable: true, description: 'Advisers, in office or not, by id.' })
  async advisors(@Args(() => AdvisorsArgs) args: AdvisorsArgs, @Ctx() context: Context): Promise<Page<Advisor>> {
    const { kind, chainId, communityId } = args;
    const where = {
      ...(kind ? { kind } : {}),
      ...(chainId ? { chainIds: { $contains: [chainId] } } : {}),
      ...(communityId ? { communityId } : {}),
    };
    return page(context, { entity: Advisor, field: 'advisors', where, order: [['id', 'asc']] }, args);
  }

  @Query(() => Advisor, { nullable: true, description: 'The adviser with this id; null if there is none.' })
  async advisor(
    @Arg('id', () => ID, { description: 'Id of the adviser.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Advisor | null> {
    return loadById(context, Advisor, id);
  }
}

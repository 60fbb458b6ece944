import { type Context, PageArgs, pageOfMany, type Page } from '@millgate/kit';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Sample, SampleConnection } from '../sample/sample.entity.ts';
import { Community } from './links.stub.ts';

@Resolver(() => Community)
export class CommunitySamplesResolver {
  @FieldResolver(() => SampleConnection, { nullable: true, description: 'The community’s samples, by id.' })
  async samples(
    @Root() community: Community,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Sample>> {
    const order = [['id', 'asc']] as const;
    const list = { entity: Sample, field: 'Community.samples', where: {}, order, parent: 'communityId' } as const;
    return pageOfMany(context, list, args, community.id);
  }
}

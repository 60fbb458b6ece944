import { Length, Max, Min } from 'class-validator';
import { commandOf, type Context, forbidden, holds, page, PageArgs, type Page, unauthenticated } from '@millgate/kit';
import { Arg, Args, ArgsType, Ctx, Field, Int, Mutation, Query, Resolver } from 'type-graphql';
import { Theme } from '../case/theme.ts';
import { PublishServiceItemInput } from './publish-item.inputs.ts';
import { publishItemAnswer, publishServiceItem } from './publish-item.service.ts';
import { searchItems } from './search-items.service.ts';
import { ServiceAudience, ServiceItem, ServiceItemConnection, ServiceItemStatus } from './service-item.entity.ts';

@ArgsType()
class SearchArgs {
  @Field(() => String, {
    description: 'Everyday words, Chinese or English, 1 to 200 characters: “孩子上学”, “just hired”.',
  })
  @Length(1, 200)
  text!: string;

  @Field(() => ServiceAudience, { nullable: true, description: 'Only what serves these.' })
  audience?: ServiceAudience | null;

  @Field(() => Int, { defaultValue: 10, description: 'How many to answer, 1 to 50.' })
  @Min(1)
  @Max(50)
  first!: number;
}

@ArgsType()
class ServiceItemsArgs extends PageArgs {
  @Field(() => Theme, { nullable: true, description: 'Only of this theme.' })
  theme?: Theme | null;

  @Field(() => ServiceAudience, { nullable: true, description: 'Only what serves these, or both.' })
  audience?: ServiceAudience | null;
}

@Resolver(() => ServiceItem)
export class ServiceItemResolver {
  @Query(() => ServiceItem, { nullable: true, description: 'The item with this code; null if there is none.' })
  async serviceItem(
    @Arg('code', () => String, { description: 'Its code.' }) code: string,
    @Ctx() context: Context,
  ): Promise<ServiceItem | null> {
    return context.em.findOne(ServiceItem, { code });
  }

  @Query(() => ServiceItemConnection, { nullable: true, description: 'What the one window offers, by code.' })
  async serviceItems(
    @Args(() => ServiceItemsArgs) { theme, audience, ...args }: ServiceItemsArgs,
    @Ctx() context: Context,
  ): Promise<Page<ServiceItem>> {
    const where = {
      status: ServiceItemStatus.ACTIVE,
      ...(theme ? { theme } : {}),
      ...(audience ? { audience: { $in: [audience, ServiceAudience.BOTH] } } : {}),
    };
    const order = [['code', 'asc']] as const;
    return page(context, { entity: ServiceItem, field: 'serviceItems', where, order }, args);
  }

  @Query(() => [ServiceItem], {
    nullable: true,
    description: 'Items that everyday words mean, best first: “push one door” begins with finding the door.',
  })
  async searchServiceItems(@Args(() => SearchArgs) args: SearchArgs, @Ctx() context: Context): Promise<ServiceItem[]> {
    return searchItems(context.em, { ...args, audience: args.audience ?? null });
  }

  @Mutation(() => publishItemAnswer.Payload, {
    nullable: true,
    description:
      'Publishes a service item, or another version of one, and says whether it is offered. The lists are every community’s: managers of all of it alone.',
  })
  async publishServiceItem(
    @Arg('input', () => PublishServiceItemInput, { description: 'The item.' }) input: PublishServiceItemInput,
    @Ctx() context: Context,
  ): Promise<object> {
    if (context.caller.kind === 'ANONYMOUS') throw unauthenticated();
    if (!holds(context.caller, 'MANAGER')) throw forbidden();
    return publishItemAnswer.of(await publishServiceItem(context.em, commandOf(context, input)));
  }
}

import {
  childrenOf,
  type Context,
  forbidden,
  isSelf,
  page,
  type Page,
  PageArgs,
  pageOfMany,
  RequiresScope,
  Sensitive,
} from '@millgate/kit';
import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Canteen, CanteenConnection } from '../canteen/canteen.entity.ts';
import { MealOrder, MealOrderConnection } from '../order/meal-order.entity.ts';
import { MealPlan } from '../plan/meal-plan.entity.ts';
import { Community, Enterprise, Property, Worker } from './links.stub.ts';

@Resolver(() => Community)
export class CommunityCanteensResolver {
  @FieldResolver(() => CanteenConnection, { nullable: true, description: 'Canteens of the community.' })
  async canteens(
    @Root() community: Community,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Canteen>> {
    const list = {
      entity: Canteen,
      field: 'Community.canteens',
      where: {},
      order: [['id', 'asc']],
      parent: 'communityId',
    } as const;
    return pageOfMany(context, list, args, community.id);
  }
}

@Resolver(() => Property)
export class PropertyCanteensResolver {
  @FieldResolver(() => [Canteen], { nullable: true, description: 'Canteens inside the property.' })
  async canteens(@Root() property: Property, @Ctx() context: Context): Promise<Canteen[]> {
    return childrenOf(context, { entity: Canteen, parent: 'propertyId', order: [['id', 'asc']] }, property.id);
  }
}

@Resolver(() => Worker)
export class WorkerMealsResolver {
  @RequiresScope('worker:whereabouts')
  @Sensitive('WHEREABOUTS')
  @FieldResolver(() => MealOrderConnection, {
    nullable: true,
    description: 'The worker’s orders, latest first; for the worker alone.',
  })
  async mealOrders(
    @Root() worker: Worker,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<MealOrder>> {
    if (!isSelf(context.caller, worker.id)) throw forbidden();
    return page(
      context,
      { entity: MealOrder, field: 'Worker.mealOrders', where: { workerId: worker.id }, order: [['id', 'desc']] },
      args,
    );
  }
}

@Resolver(() => Enterprise)
export class EnterpriseMealsResolver {
  @FieldResolver(() => [MealPlan], {
    nullable: true,
    description: 'What the enterprise pays towards its employees’ meals, by first day.',
  })
  async mealPlans(@Root() enterprise: Enterprise, @Ctx() context: Context): Promise<MealPlan[]> {
    return childrenOf(
      context,
      {
        entity: MealPlan,
        parent: 'enterpriseId',
        order: [
          ['from', 'asc'],
          ['id', 'asc'],
        ],
      },
      enterprise.id,
    );
  }
}

import {
  childrenOf,
  type Context,
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
import { mealsPolicy, over } from '../order/meals.fields.ts';
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
    description:
      'The worker’s orders, latest first; for the worker, and those that are over for the handler of an open case about her who names it (header `millgate-purpose: CASE; case=…`).',
  })
  async mealOrders(
    @Root() worker: Worker,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<MealOrder>> {
    // What waits to be picked up says where she will be, and its code would pick it up.
    const where = isSelf(context.caller, worker.id) ? {} : over();
    const list = { entity: MealOrder, field: 'Worker.mealOrders', order: [['id', 'desc']] } as const;
    const orders = () => page(context, { ...list, where: { workerId: worker.id, ...where } }, args);
    return mealsPolicy.reveal(context, worker, 'mealOrders', { plain: orders });
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

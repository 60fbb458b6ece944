import { Audience, type Context, page, type Page, PageArgs, requireWorker, userErrors } from '@millgate/kit';
import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { MealOrder, MealOrderConnection } from './meal-order.entity.ts';
import { OrderMealInput } from './order-meal.inputs.ts';
import { OrderMealError, orderMealMessages, OrderMealPayload } from './order-meal.payloads.ts';
import { orderMeal } from './order-meal.service.ts';

@Resolver()
export class MealOrderResolver {
  @Query(() => MealOrderConnection, { nullable: true, description: 'The caller’s own orders, latest first.' })
  async myMealOrders(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<MealOrder>> {
    const workerId = requireWorker(context);
    return page(
      context,
      { entity: MealOrder, field: 'myMealOrders', where: { workerId }, order: [['id', 'desc']] },
      args,
    );
  }

  @Audience('public')
  @Mutation(() => OrderMealPayload, {
    description: 'Orders portions of a serving for the caller: all that are asked for, or none.',
  })
  async orderMeal(
    @Arg('input', () => OrderMealInput, { description: 'What to order.' }) input: OrderMealInput,
    @Ctx() context: Context,
  ): Promise<OrderMealPayload> {
    const workerId = requireWorker(context);
    const result = await orderMeal(context.em, { caller: context.caller, workerId, now: context.now, input });
    return {
      order: result.ok ? result.value : null,
      userErrors: userErrors(OrderMealError, orderMealMessages, result),
    };
  }
}

import { Audience, type Context, OneAtATime, requireWorker, userErrors } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireSignedIn } from '../serving/counter.policy.ts';
import { BuyBackMealOrderInput, CancelMealOrderInput } from './cancel-meal-order.inputs.ts';
import {
  BuyBackMealOrderError,
  buyBackMealOrderMessages,
  BuyBackMealOrderPayload,
  CancelMealOrderError,
  cancelMealOrderMessages,
  CancelMealOrderPayload,
} from './cancel-meal-order.payloads.ts';
import { buyBackMealOrder, cancelMealOrder } from './cancel-meal-order.service.ts';
import { PickUpMealInput } from './pick-up-meal.inputs.ts';
import { PickUpMealError, pickUpMealMessages, PickUpMealPayload } from './pick-up-meal.payloads.ts';
import { pickUpMeal } from './pick-up-meal.service.ts';

/** How an order ends. */
@Resolver()
export class OrderEndResolver {
  @Audience('public')
  @Mutation(() => CancelMealOrderPayload, {
    description: 'Cancels an order of the caller before the cut-off; exactly its portions can be ordered again.',
  })
  async cancelMealOrder(
    @Arg('input', () => CancelMealOrderInput, { description: 'What to cancel.' }) input: CancelMealOrderInput,
    @Ctx() context: Context,
  ): Promise<CancelMealOrderPayload> {
    requireWorker(context);
    const { em, caller, now } = context;
    const result = await cancelMealOrder(em, { caller, now, input });
    return {
      order: result.ok ? result.value : null,
      userErrors: userErrors(CancelMealOrderError, cancelMealOrderMessages, result),
    };
  }

  @OneAtATime()
  @Mutation(() => BuyBackMealOrderPayload, {
    description:
      'For the counter: gives up an order that the canteen cannot serve, also after the cut-off; what it cost is the canteen’s to return.',
  })
  async buyBackMealOrder(
    @Arg('input', () => BuyBackMealOrderInput, { description: 'What to buy back.' }) input: BuyBackMealOrderInput,
    @Ctx() { em, caller, now }: Context,
  ): Promise<BuyBackMealOrderPayload> {
    requireSignedIn(caller);
    const result = await buyBackMealOrder(em, { caller, now, input });
    return {
      order: result.ok ? result.value : null,
      userErrors: userErrors(BuyBackMealOrderError, buyBackMealOrderMessages, result),
    };
  }

  @Mutation(() => PickUpMealPayload, {
    description: 'For the counter: hands an order over. Each code is good for one.',
  })
  async pickUpMeal(
    @Arg('input', () => PickUpMealInput, { description: 'What was shown.' }) input: PickUpMealInput,
    @Ctx() { em, caller, now }: Context,
  ): Promise<PickUpMealPayload> {
    requireSignedIn(caller);
    const result = await pickUpMeal(em, { caller, now, input });
    return {
      order: result.ok ? result.value : null,
      userErrors: userErrors(PickUpMealError, pickUpMealMessages, result),
    };
  }
}

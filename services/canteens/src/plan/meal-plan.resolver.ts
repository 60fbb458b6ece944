import { type Context, userErrors } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireSignedIn } from '../serving/counter.policy.ts';
import { EndMealPlanInput, SetMealPlanInput } from './set-meal-plan.inputs.ts';
import {
  EndMealPlanError,
  endMealPlanMessages,
  EndMealPlanPayload,
  SetMealPlanError,
  setMealPlanMessages,
  SetMealPlanPayload,
} from './set-meal-plan.payloads.ts';
import { endMealPlan, setMealPlan } from './set-meal-plan.service.ts';

@Resolver()
export class MealPlanResolver {
  @Mutation(() => SetMealPlanPayload, {
    description:
      'For HR: what the enterprise pays towards its employees’ meals from a day on; the plan before ends there.',
  })
  async setMealPlan(
    @Arg('input', () => SetMealPlanInput, { description: 'The plan.' }) input: SetMealPlanInput,
    @Ctx() { em, caller, now }: Context,
  ): Promise<SetMealPlanPayload> {
    requireSignedIn(caller);
    const result = await setMealPlan(em, { caller, now, input });
    return {
      plan: result.ok ? result.value : null,
      userErrors: userErrors(SetMealPlanError, setMealPlanMessages, result),
    };
  }

  @Mutation(() => EndMealPlanPayload, {
    description: 'For HR: ends a meal plan; orders placed before keep their price.',
  })
  async endMealPlan(
    @Arg('input', () => EndMealPlanInput, { description: 'What ends, and when.' }) input: EndMealPlanInput,
    @Ctx() { em, caller, now }: Context,
  ): Promise<EndMealPlanPayload> {
    requireSignedIn(caller);
    const result = await endMealPlan(em, { caller, now, input });
    return {
      plan: result.ok ? result.value : null,
      userErrors: userErrors(EndMealPlanError, endMealPlanMessages, result),
    };
  }
}

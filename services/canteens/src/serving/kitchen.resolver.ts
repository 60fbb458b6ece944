import { type Context, userErrors } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import {
  AddPortionsError,
  addPortionsMessages,
  AddPortionsPayload,
  RecordWasteError,
  recordWasteMessages,
  RecordWastePayload,
  RecountServingError,
  recountServingMessages,
  RecountServingPayload,
} from '../stock/restock.payloads.ts';
import { addPortions, recordWaste, recountServing } from '../stock/restock.service.ts';
import { requireSignedIn } from './counter.policy.ts';
import { AddPortionsInput, PlanServingInput, RecordWasteInput, RecountServingInput } from './kitchen.inputs.ts';
import { PlanServingError, planServingMessages, PlanServingPayload } from './plan-serving.payloads.ts';
import { planServing } from './plan-serving.service.ts';

/** What the kitchen does. */
@Resolver()
export class KitchenResolver {
  @Mutation(() => PlanServingPayload, {
    description: 'For canteen staff: puts so many portions of a dish on the menu of a day.',
  })
  async planServing(
    @Arg('input', () => PlanServingInput, { description: 'What is served.' }) input: PlanServingInput,
    @Ctx() { em, caller, now }: Context,
  ): Promise<PlanServingPayload> {
    requireSignedIn(caller);
    const result = await planServing(em, { caller, now, input });
    return {
      serving: result.ok ? result.value : null,
      userErrors: userErrors(PlanServingError, planServingMessages, result),
    };
  }

  @Mutation(() => AddPortionsPayload, { description: 'For canteen staff: more portions of a serving are cooked.' })
  async addPortions(
    @Arg('input', () => AddPortionsInput, { description: 'What is added.' }) input: AddPortionsInput,
    @Ctx() { em, caller, now }: Context,
  ): Promise<AddPortionsPayload> {
    requireSignedIn(caller);
    const result = await addPortions(em, { caller, now, input });
    return {
      serving: result.ok ? result.value : null,
      userErrors: userErrors(AddPortionsError, addPortionsMessages, result),
    };
  }

  @Mutation(() => RecountServingPayload, {
    description:
      'For canteen staff: sets how many portions there are. Below what is sold it is refused, with the orders in the way.',
  })
  async recountServing(
    @Arg('input', () => RecountServingInput, { description: 'What was counted.' }) input: RecountServingInput,
    @Ctx() { em, caller, now }: Context,
  ): Promise<RecountServingPayload> {
    requireSignedIn(caller);
    const result = await recountServing(em, { caller, now, input });
    return {
      serving: result.ok ? result.value : null,
      userErrors: userErrors(RecountServingError, recountServingMessages, result),
    };
  }

  @Mutation(() => RecordWastePayload, { description: 'For canteen staff: unsold portions were thrown away.' })
  async recordWaste(
    @Arg('input', () => RecordWasteInput, { description: 'What was thrown away.' }) input: RecordWasteInput,
    @Ctx() { em, caller, now }: Context,
  ): Promise<RecordWastePayload> {
    requireSignedIn(caller);
    const result = await recordWaste(em, { caller, now, input });
    return {
      serving: result.ok ? result.value : null,
      userErrors: userErrors(RecordWasteError, recordWasteMessages, result),
    };
  }
}

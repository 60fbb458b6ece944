import { badInput, type Context, DateScalar, dayOf, loadById, watching } from '@millgate/kit';
import { Arg, Ctx, ID, Resolver, Subscription } from 'type-graphql';
import { MealServing } from '../serving/serving.entity.ts';
import { stockTopic } from './stock.service.ts';

/** More dishes than a canteen serves in a day. */
const mostServings = 100;

/** What is left, as it goes. Servings are public, and so is watching them. */
@Resolver()
export class LiveStockResolver {
  @Subscription(() => MealServing, {
    nullable: true,
    description: 'A serving, now and whenever what is left in its canteen changes.',
    subscribe: watching(async ({ servingId }: { servingId: string }, context) => {
      const serving = await loadById(context, MealServing, servingId);
      if (!serving) throw badInput('There is no such serving.', ['servingId'], 'serving');
      return stockTopic(serving.canteenRef.id);
    }),
  })
  async servingChanged(
    @Arg('servingId', () => ID, { description: 'The serving.' }) servingId: string,
    @Ctx() context: Context,
  ): Promise<MealServing | null> {
    return loadById(context, MealServing, servingId);
  }

  @Subscription(() => [MealServing], {
    nullable: true,
    description:
      'What a canteen serves on a day, now and whenever what is left of any of it changes; by meal, at most 100.',
    subscribe: watching(({ canteenId }: { canteenId: string }) => stockTopic(canteenId)),
  })
  async mealsLeft(
    @Arg('canteenId', () => ID, { description: 'The canteen.' }) canteenId: string,
    @Arg('on', () => DateScalar, { nullable: true, description: 'The day; today unless given.' })
    on: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<MealServing[]> {
    return context.em.find(
      MealServing,
      { canteenRef: canteenId, on: on ?? dayOf(context.now) },
      { orderBy: { cutoffAt: 'asc', id: 'asc' }, limit: mostServings },
    );
  }
}

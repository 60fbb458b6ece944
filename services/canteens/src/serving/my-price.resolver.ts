import { type Batch, type Context, dayOf, Money } from '@millgate/kit';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { eaterOf } from '../plan/eater.service.ts';
import { ServingPrice } from '../plan/price-tier.ts';
import { type Eater, tiersFor } from '../plan/tier.rules.ts';
import { MealServing } from './serving.entity.ts';

@Resolver(() => MealServing)
export class MyPriceResolver {
  @FieldResolver(() => ServingPrice, {
    nullable: true,
    description:
      'What the caller’s next portion costs and in which tier, by where she works and her age; as long as her employer’s portions of the day last. Null for whoever is no worker, or where nothing is sold to her.',
  })
  async myPrice(@Root() serving: MealServing, @Ctx() context: Context): Promise<ServingPrice | null> {
    const { caller } = context;
    if (caller.kind !== 'PERSON') return null;
    const eater = await context.load(eaters, caller.id);
    const [offer] = eater ? tiersFor(eater, { on: serving.on, today: dayOf(context.now) }, serving.prices) : [];
    const fen = offer && serving.prices[offer.tier];
    return offer && fen !== undefined
      ? Object.assign(new ServingPrice(), { tier: offer.tier, price: Money.fen(fen) })
      : null;
  }
}

/** One person asks for herself: there is one key, whatever the page. */
const eaters: Batch<string, Eater> = (workerIds, { em }) => Promise.all(workerIds.map((id) => eaterOf(em, id)));

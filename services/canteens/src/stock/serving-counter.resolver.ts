import { type Context, page, PageArgs, pageOfMany, type Page, sql } from '@millgate/kit';
import { Args, Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { CounterSale, CounterSaleConnection } from '../counter/counter-sale.entity.ts';
import { MealOrder, MealOrderConnection } from '../order/meal-order.entity.ts';
import { requireCounter } from '../serving/counter.policy.ts';
import { MealServing } from '../serving/serving.entity.ts';
import { StockMove, StockMoveConnection } from './stock-move.entity.ts';

@ObjectType({ description: 'Portions of a serving by what became of them.' })
export class ServingCounts {
  @Field(() => Int, { description: 'Ordered, and not yet collected.' }) waiting!: number;
  @Field(() => Int, { description: 'Ordered, and handed over.' }) pickedUp!: number;
  @Field(() => Int, { description: 'Ordered, and not collected until the counter closed.' }) noShow!: number;
  @Field(() => Int, { description: 'Sold at the counter, what was not there included.' }) soldAtCounter!: number;
}

/** What the counter of a canteen sees of a serving, and nobody else. */
@Resolver(() => MealServing)
export class ServingCounterResolver {
  @FieldResolver(() => ServingCounts, {
    nullable: true,
    description: 'For canteen staff: portions by what became of them.',
  })
  async counts(@Root() serving: MealServing, @Ctx() context: Context): Promise<ServingCounts | null> {
    requireCounter(context.caller, serving.canteenRef.id);
    return context.load(countsOf, serving.id);
  }

  @FieldResolver(() => MealOrderConnection, {
    nullable: true,
    description: 'For canteen staff: its orders, latest first.',
  })
  async orders(
    @Root() serving: MealServing,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<MealOrder>> {
    requireCounter(context.caller, serving.canteenRef.id);
    const list = { entity: MealOrder, field: 'MealServing.orders', where: {}, order: [['id', 'desc']] } as const;
    return pageOfMany(context, { ...list, parent: 'servingRef' }, args, serving.id);
  }

  @FieldResolver(() => CounterSaleConnection, {
    nullable: true,
    description: 'For canteen staff: what was sold at the counter, latest first.',
  })
  async counterSales(
    @Root() serving: MealServing,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<CounterSale>> {
    requireCounter(context.caller, serving.canteenRef.id);
    const list = {
      entity: CounterSale,
      field: 'MealServing.counterSales',
      where: {},
      order: [['id', 'desc']],
    } as const;
    return pageOfMany(context, { ...list, parent: 'servingRef' }, args, serving.id);
  }

  @FieldResolver(() => StockMoveConnection, {
    nullable: true,
    description: 'For canteen staff: its ledger, in the order in which the moves took effect.',
  })
  async moves(
    @Root() serving: MealServing,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<StockMove>> {
    requireCounter(context.caller, serving.canteenRef.id);
    const where = { servingRef: serving.id };
    return page(context, { entity: StockMove, field: 'MealServing.moves', where, order: [['position', 'asc']] }, args);
  }
}

const countsOf = async (servingIds: readonly string[], context: Context): Promise<ServingCounts[]> => {
  const rows = await sql<ServingCounts & { id: string }>(
    context.em,
    `select s.id, coalesce(o.waiting, 0)::int as waiting, coalesce(o.picked_up, 0)::int as "pickedUp",
            coalesce(o.no_show, 0)::int as "noShow", coalesce(c.sold, 0)::int as "soldAtCounter"
       from jsonb_array_elements_text(?::jsonb) s(id)
       left join lateral (
         select sum(quantity) filter (where state = 'CONFIRMED') as waiting,
                sum(quantity) filter (where state = 'PICKED_UP') as picked_up,
                sum(quantity) filter (where state = 'NO_SHOW') as no_show
           from meal_order where serving_id = s.id) o on true
       left join lateral (select sum(quantity) as sold from counter_sale where serving_id = s.id) c on true`,
    [JSON.stringify(servingIds)],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const none = { waiting: 0, pickedUp: 0, noShow: 0, soldAtCounter: 0 };
  return servingIds.map((id) => byId.get(id) ?? none);
};

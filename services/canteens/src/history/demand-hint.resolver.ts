import { badInput, type Context, DateScalar, sql } from '@millgate/kit';
import { Arg, Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { Canteen } from '../canteen/canteen.entity.ts';
import { requireCounter } from '../serving/counter.policy.ts';
import { MealPeriod } from '../serving/meal-period.ts';
import { demandHint, type PastMeal, sameWeekdaysBefore } from './demand-hint.rules.ts';

@ObjectType({ description: 'What one earlier day says about demand.' })
export class DemandBasis {
  @Field(() => DateScalar, { description: 'The day.' }) on!: string;
  @Field(() => Int, { description: 'Portions sold of all dishes of the meal.' }) sold!: number;
  @Field(() => Boolean, { description: 'Whether every dish of the meal sold out: more may have been wanted.' })
  soldOut!: boolean;
}

@ObjectType({
  description:
    'A hint for the cook, not a forecast: the median of what was sold at this meal on the last four same weekdays. It knows no holidays, no weather and no dish.',
})
export class DemandHint {
  @Field(() => Int, {
    nullable: true,
    description: 'The median, halves rounded up; null where there is no earlier day.',
  })
  portions!: number | null;

  @Field(() => Boolean, {
    description: 'Whether a day it rests on sold out, so that at least so many portions are wanted.',
  })
  floor!: boolean;

  @Field(() => [DemandBasis], {
    description: 'The days it rests on, the latest first; fewer than four where fewer were served.',
  })
  basis!: DemandBasis[];
}

@Resolver(() => Canteen)
export class DemandHintResolver {
  @FieldResolver(() => DemandHint, {
    nullable: true,
    description: 'For canteen staff: how many portions may be wanted, judged by the last four same weekdays.',
  })
  async demandHint(
    @Root() canteen: Canteen,
    @Arg('on', () => DateScalar, { description: 'The day to be cooked for.' }) on: string,
    @Arg('period', () => MealPeriod, { description: 'The meal.' }) period: MealPeriod,
    @Ctx() context: Context,
  ): Promise<DemandHint> {
    requireCounter(context.caller, canteen.id);
    if (on > '9000') throw badInput('There is no menu of that year.', ['on'], 'max');
    const basis = await context.loadWith(DemandHint, `${on} ${period}`, pastMeals(on, period), canteen.id);
    return { ...demandHint(basis ?? []), basis: basis ?? [] };
  }
}

const pastMeals = (on: string, period: MealPeriod) => async (canteenIds: readonly string[], context: Context) => {
  const rows = await sql<PastMeal & { canteen: string }>(
    context.em,
    `select canteen_id as canteen, served_on::text as "on", sum(sold + oversold)::int as sold,
            bool_and(sold + wasted = planned) as "soldOut"
       from meal_serving
      where canteen_id in (select jsonb_array_elements_text(?::jsonb)) and period = ?
        and served_on in (select jsonb_array_elements_text(?::jsonb)::date)
      group by canteen_id, served_on order by served_on desc`,
    [JSON.stringify(canteenIds), period, JSON.stringify(sameWeekdaysBefore(on))],
  );
  const byCanteen = Map.groupBy(rows, ({ canteen }) => canteen);
  return canteenIds.map((id) => byCanteen.get(id) ?? []);
};

import {
  type Context,
  FigureInterval,
  forbidden,
  peopleCount,
  PeopleCount,
  periodsOf,
  readsFigures,
} from '@millgate/kit';
import { Arg, Ctx, Directive, FieldResolver, Float, Resolver, Root } from 'type-graphql';
import { Figures, MealFigures, MealFiguresPoint, SoldOutFigures } from './meal-figures.ts';
import { daysWithin, percentOf, totalOf } from './meal-figures.rules.ts';
import { dinersOf, mealDays, soldOutOf } from './meal-figures.service.ts';

@Resolver(() => Figures)
export class FiguresMealsResolver {
  @Directive('@requires(fields: "communityIds")')
  @FieldResolver(() => MealFigures, { nullable: true, description: 'Meals of the canteens of the scope.' })
  async meals(@Root() figures: Figures, @Ctx() { em, caller }: Context): Promise<MealFigures> {
    if (!readsFigures(caller)) throw forbidden();
    const { communityIds, from, to } = figures;
    const of = { communityIds, from, to };
    const days = await mealDays(em, of);
    return new MealFigures(totalOf(days), days, of);
  }
}

@Resolver(() => MealFigures)
export class MealFiguresResolver {
  @FieldResolver(() => Float, {
    nullable: true,
    description: 'Sold of planned portions, in per cent to a tenth; null if none was planned.',
  })
  sellThroughPercent(@Root() { total }: MealFigures): number | null {
    return percentOf(total.sold, total.planned);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'Portions sold at an employer’s price of all portions sold, in per cent to a tenth.',
  })
  subsidisedPercent(@Root() { total }: MealFigures): number | null {
    return percentOf(total.subsidised, total.sold);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'Portions sold a day, to a tenth, over the days on which something was served.',
  })
  mealsPerDay(@Root() { total, days }: MealFigures): number | null {
    return days.length === 0 ? null : Math.round((total.sold * 10) / days.length) / 10;
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'How often a seat was taken at a meal, on average, to a hundredth: portions sold by seats and meals.',
  })
  seatTurns(@Root() { total }: MealFigures): number | null {
    return total.seatMeals === 0 ? null : Math.round((total.sold * 100) / total.seatMeals) / 100;
  }

  @FieldResolver(() => SoldOutFigures, { description: 'What sold out before ordering closed, and how early.' })
  async soldOut(@Root() { of }: MealFigures, @Ctx() { em }: Context): Promise<SoldOutFigures> {
    return soldOutOf(em, of);
  }

  @FieldResolver(() => PeopleCount, {
    description: 'How many people ordered, each once. Whoever bought at the counter has no name and is not counted.',
  })
  async diners(@Root() { of }: MealFigures, @Ctx() { em }: Context): Promise<PeopleCount> {
    return peopleCount(await dinersOf(em, of));
  }

  @FieldResolver(() => [MealFiguresPoint], { description: 'The same in periods, which together are the whole.' })
  series(
    @Root() { days, of }: MealFigures,
    @Arg('by', () => FigureInterval, { description: 'How long the periods are.' }) by: FigureInterval,
  ): MealFiguresPoint[] {
    return periodsOf(of, by).map((period) => {
      const { planned, sold, pickedUp, noShow, wasted } = totalOf(daysWithin(days, period));
      const sellThroughPercent = percentOf(sold, planned);
      return { ...period, planned, sold, pickedUp, noShow, wasted, sellThroughPercent };
    });
  }
}

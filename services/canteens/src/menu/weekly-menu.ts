import { childrenOf, type Context, DateScalar, dayOf } from '@millgate/kit';
import { Arg, Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { Canteen } from '../canteen/canteen.entity.ts';
import { MealPeriod } from '../serving/meal-period.ts';
import { MealServing } from '../serving/serving.entity.ts';
import { menuOf, weekOf } from './week.rules.ts';

@ObjectType({ description: 'What a canteen serves at one meal of a day.' })
export class MenuMeal {
  @Field(() => MealPeriod, { description: 'The meal.' }) period!: MealPeriod;
  @Field(() => [MealServing], { description: 'The dishes, with what is left of each.' }) servings!: MealServing[];
}

@ObjectType({ description: 'What a canteen serves on one day.' })
export class MenuDay {
  @Field(() => DateScalar, { description: 'The day.' }) on!: string;
  @Field(() => [MenuMeal], { description: 'Its meals, in the order of the day; those without a dish are left out.' })
  meals!: MenuMeal[];
}

@Resolver(() => Canteen)
export class WeeklyMenuResolver {
  @FieldResolver(() => [MenuDay], {
    nullable: true,
    description: 'The menu of a week, Monday to Sunday; days without a meal are there, empty.',
  })
  async weeklyMenu(
    @Root() canteen: Canteen,
    @Arg('of', () => DateScalar, { nullable: true, description: 'Any day of the week; today unless given.' })
    of: string | null | undefined,
    @Ctx() context: Context,
  ): Promise<MenuDay[]> {
    const days = weekOf(of ?? dayOf(context.now));
    const servings = await childrenOf(
      context,
      {
        entity: MealServing,
        parent: 'canteenRef',
        where: { on: { $in: days } },
        order: [
          ['on', 'asc'],
          ['id', 'asc'],
        ],
      },
      canteen.id,
    );
    return menuOf(days, servings, Object.values(MealPeriod));
  }
}

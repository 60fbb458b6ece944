import { type Context, DateScalar, dayOf, loadById, page, PageArgs, pageOfMany, type Page } from '@millgate/kit';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { MealPeriod } from '../serving/meal-period.ts';
import { MealServing, MealServingConnection } from '../serving/serving.entity.ts';
import { Canteen, CanteenConnection, CanteenKind } from './canteen.entity.ts';

@ArgsType()
class CanteensArgs extends PageArgs {
  @Field(() => ID, { nullable: true, description: 'Only those of this community.' })
  communityId?: string | null;

  @Field(() => CanteenKind, { nullable: true, description: 'Only those of this kind.' })
  kind?: CanteenKind | null;
}

@ArgsType()
export class ServingsArgs extends PageArgs {
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Only those of this day; without it, today’s and later ones.',
  })
  on?: string | null;

  @Field(() => MealPeriod, { nullable: true, description: 'Only those of this meal.' })
  period?: MealPeriod | null;
}

/** Who asks for meals asks for those to come; the past is asked for by its day. */
const asked = ({ on, period }: ServingsArgs, { now }: Context) => ({
  where: { on: on ?? { $gte: dayOf(now) }, ...(period ? { period } : {}) },
  filter: { on, period },
});

@Resolver(() => Canteen)
export class CanteenResolver {
  @Query(() => CanteenConnection, { nullable: true, description: 'Canteens, by id.' })
  async canteens(@Args(() => CanteensArgs) args: CanteensArgs, @Ctx() context: Context): Promise<Page<Canteen>> {
    const where = {
      ...(args.communityId ? { communityId: args.communityId } : {}),
      ...(args.kind ? { kind: args.kind } : {}),
    };
    return page(context, { entity: Canteen, field: 'canteens', where, order: [['id', 'asc']] }, args);
  }

  @Query(() => Canteen, { nullable: true, description: 'The canteen with this id; null if there is none.' })
  async canteen(
    @Arg('id', () => ID, { description: 'Id of the canteen.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Canteen | null> {
    return loadById(context, Canteen, id);
  }

  @Query(() => MealServingConnection, { nullable: true, description: 'Servings of all canteens, by day.' })
  async servings(@Args(() => ServingsArgs) args: ServingsArgs, @Ctx() context: Context): Promise<Page<MealServing>> {
    return page(
      context,
      {
        entity: MealServing,
        field: 'servings',
        ...asked(args, context),
        order: [
          ['on', 'asc'],
          ['id', 'asc'],
        ],
      },
      args,
    );
  }

  @Query(() => MealServing, { nullable: true, description: 'The serving with this id; null if there is none.' })
  async serving(
    @Arg('id', () => ID, { description: 'Id of the serving.' }) id: string,
    @Ctx() context: Context,
  ): Promise<MealServing | null> {
    return loadById(context, MealServing, id);
  }

  @FieldResolver(() => MealServingConnection, { name: 'servings', description: 'What it serves, by day.' })
  async servingsOf(
    @Root() canteen: Canteen,
    @Args(() => ServingsArgs) args: ServingsArgs,
    @Ctx() context: Context,
  ): Promise<Page<MealServing>> {
    const list = {
      entity: MealServing,
      field: 'Canteen.servings',
      ...asked(args, context),
      order: [
        ['on', 'asc'],
        ['id', 'asc'],
      ],
      parent: 'canteenRef',
    } as const;
    return pageOfMany(context, list, args, canteen.id);
  }
}

import { type Context, FigureInterval, forbidden, periodsOf, readsFigures } from '@millgate/kit';
import { Arg, Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { DeskFigures, DeskFiguresPoint, Figures } from './figures.ts';
import { breachedNow, numbersOf } from './figures.service.ts';

@Resolver(() => Figures)
export class DeskFiguresOfResolver {
  @Directive('@requires(fields: "communityIds")')
  @FieldResolver(() => DeskFigures, {
    nullable: true,
    description: 'What was asked of the one window, and what became of it.',
  })
  async desk(@Root() { communityIds, from, to }: Figures, @Ctx() context: Context): Promise<DeskFigures | null> {
    if (!readsFigures(context.caller)) throw forbidden();
    if (!communityIds) return null;
    const [numbers] = await numbersOf(context, communityIds, [{ from, to }]);
    return Object.assign(new DeskFigures(), numbers, { communityIds });
  }
}

@Resolver(() => DeskFigures)
export class DeskFiguresResolver {
  @FieldResolver(() => Int, {
    description: 'Matters in progress whose due date has passed, at the instant of the request.',
  })
  async breachedNow(@Root() { communityIds }: DeskFigures, @Ctx() context: Context): Promise<number> {
    return breachedNow(context, communityIds);
  }

  @FieldResolver(() => [DeskFiguresPoint], {
    nullable: true,
    description: 'The same, day by day, by weeks or by months: at most 400 points.',
  })
  async series(
    @Arg('by', () => FigureInterval, { description: 'How long each part is.' }) by: FigureInterval,
    @Root() { communityIds, from, to }: DeskFigures,
    @Ctx() context: Context,
  ): Promise<DeskFiguresPoint[]> {
    return numbersOf(context, communityIds, periodsOf({ from, to }, by));
  }
}

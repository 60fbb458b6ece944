import { type Context, FigureInterval, forbidden, periodsOf, readsFigures } from '@millgate/kit';
import { Arg, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { countPeriods } from './count.ts';
import { Figures, HousingFigures, HousingFiguresPoint } from './housing-figures.ts';

@Resolver(() => Figures)
export class FiguresHousingResolver {
  @Directive('@requires(fields: "communityIds")')
  @FieldResolver(() => HousingFigures, {
    nullable: true,
    description: 'Beds, applications, offers, rent, sales and repairs.',
  })
  async housing(@Root() { communityIds, from, to }: Figures, @Ctx() context: Context): Promise<HousingFigures | null> {
    if (!readsFigures(context.caller)) throw forbidden();
    if (!communityIds) return null;
    const [counted] = await countPeriods(context.em, communityIds, [{ from, to }]);
    return Object.assign(new HousingFigures(), { from, to, communityIds, counted });
  }
}

@Resolver(() => HousingFigures)
export class HousingFiguresResolver {
  @FieldResolver(() => [HousingFiguresPoint], {
    description: 'The same for each part of the period, in order; at most 400 parts.',
  })
  async series(
    @Root() { communityIds, from, to }: HousingFigures,
    @Arg('by', () => FigureInterval, { description: 'How long each part is.' }) by: FigureInterval,
    @Ctx() context: Context,
  ): Promise<HousingFiguresPoint[]> {
    const periods = periodsOf({ from, to }, by);
    const counts = await countPeriods(context.em, communityIds, periods);
    return periods.map((period, at) => Object.assign(new HousingFiguresPoint(), { ...period, counted: counts[at] }));
  }
}

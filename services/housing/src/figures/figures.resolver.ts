import { type Context, FigureInterval, forbidden, periodsOf, readsFigures } from '@millgate/kit';
import { Arg, Ctx, Directive, FieldResolver, Float, Resolver, Root } from 'type-graphql';
import { countPeriods } from './count.ts';
import { Figures, HousingFigures, HousingFiguresPoint } from './housing-figures.ts';
import { applicationsPerUnit, HomesOfKind, homesByKind, PurchaseCodeFigures, purchaseCodes } from './stock.ts';

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

  @FieldResolver(() => [HomesOfKind], { description: 'Units, beds and floor area by kind of property.' })
  async homesByKind(@Root() { communityIds }: HousingFigures, @Ctx() { em }: Context): Promise<HomesOfKind[]> {
    return homesByKind(em, communityIds);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'Applications made in the period (numerator) for each unit of the listings that they are for (denominator), to one place; null where nobody applied.',
  })
  async applicationsPerUnit(
    @Root() { communityIds, from, to }: HousingFigures,
    @Ctx() { em }: Context,
  ): Promise<number | null> {
    return applicationsPerUnit(em, communityIds, { from, to });
  }

  @FieldResolver(() => PurchaseCodeFigures, {
    description: 'Purchase codes. They are the district’s: of all of it, whatever the scope.',
  })
  async purchaseCodes(@Root() { from, to }: HousingFigures, @Ctx() { em, now }: Context): Promise<PurchaseCodeFigures> {
    return purchaseCodes(em, { from, to }, now);
  }
}

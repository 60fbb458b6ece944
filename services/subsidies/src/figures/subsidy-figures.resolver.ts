import { type Context, FigureInterval, forbidden, periodsOf, readsFigures } from '@millgate/kit';
import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ClaimsInState, Figures, RefusalsByRule, SubsidyFigures, SubsidyFiguresPoint } from './subsidy-figures.ts';
import { claimsByState, refusalsByRule, subsidyFigures, subsidySeries } from './subsidy-figures.service.ts';

@Resolver(() => Figures)
export class FiguresSubsidiesResolver {
  @FieldResolver(() => SubsidyFigures, { nullable: true, description: 'Subsidies of the district, in the period.' })
  async subsidies(@Root() { from, to }: Figures, @Ctx() { em, caller }: Context): Promise<SubsidyFigures> {
    if (!readsFigures(caller)) throw forbidden();
    return subsidyFigures(em, { from, to });
  }
}

@Resolver(() => SubsidyFigures)
export class SubsidyFiguresResolver {
  @FieldResolver(() => [ClaimsInState], { description: 'Claims decided in the period, by the state they have now.' })
  async claimsByState(@Root() { from, to }: SubsidyFigures, @Ctx() { em }: Context): Promise<ClaimsInState[]> {
    return claimsByState(em, { from, to });
  }

  @FieldResolver(() => [RefusalsByRule], {
    description: 'Refusals of the period that are on record, by each rule that was not met.',
  })
  async refusalsByRule(@Root() { from, to }: SubsidyFigures, @Ctx() { em }: Context): Promise<RefusalsByRule[]> {
    return refusalsByRule(em, { from, to });
  }

  @FieldResolver(() => [SubsidyFiguresPoint], {
    description: 'Grants and payments in periods, which together are the whole.',
  })
  async series(
    @Root() { from, to }: SubsidyFigures,
    @Arg('by', () => FigureInterval, { description: 'How long the periods are.' }) by: FigureInterval,
    @Ctx() { em }: Context,
  ): Promise<SubsidyFiguresPoint[]> {
    return subsidySeries(em, periodsOf({ from, to }, by));
  }
}

import { badInput, type Context, DateScalar, dayOf, forbidden, unauthenticated } from '@millgate/kit';
import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Figures, GridCompleteness, IndicatorSeries, RegistryFigures } from './figures.ts';
import { enterprisesIn, figuresOf, gridTeams, statedIndicators } from './figures.service.ts';
import { seriesOf } from './indicator-series.rules.ts';
import { countedOn, longestSpanYears, periodFault } from './scope.rules.ts';

@ArgsType()
class FiguresArgs {
  @Field(() => ID, { description: 'Id of a community or a district; `all` for every community.' })
  scopeId!: string;

  @Field(() => DateScalar, { description: 'First day.' })
  from!: string;

  @Field(() => DateScalar, {
    description: `Last day, counted too; a period is at most ${longestSpanYears} years long.`,
  })
  to!: string;
}

@Resolver(() => Figures)
export class FiguresResolver {
  @Query(() => Figures, {
    nullable: true,
    description:
      'Figures about a scope over a period; null if there is no such community or district. For the staff of the community, and for managers and auditors over the scope.',
  })
  async figures(@Args(() => FiguresArgs) args: FiguresArgs, @Ctx() context: Context): Promise<Figures | null> {
    const fault = periodFault(args);
    if (fault === 'order') throw badInput('A period does not end before its first day.', ['to'], fault);
    if (fault) throw badInput(`A period is at most ${longestSpanYears} years long.`, ['to'], fault);
    if (context.caller.kind === 'ANONYMOUS') throw unauthenticated();
    const figures = await figuresOf(args, context);
    if (figures === 'FORBIDDEN') throw forbidden();
    return figures;
  }

  @FieldResolver(() => RegistryFigures, {
    nullable: true,
    description: 'What the registry counts: enterprises, workers, grids, facilities; and what sources state.',
  })
  registry(@Root() { scopeId, communityIds, from, to }: Figures, @Ctx() { now }: Context): RegistryFigures {
    return new RegistryFigures(scopeId, communityIds, from, to, countedOn(to, dayOf(now)));
  }
}

@Resolver(() => RegistryFigures)
export class RegistryFiguresResolver {
  @FieldResolver(() => Int, {
    description:
      'Enterprises of the scope that have not left it. Counted now: the registry keeps their present status.',
  })
  async enterprises(@Root() { communityIds }: RegistryFigures, @Ctx() { em }: Context): Promise<number> {
    return enterprisesIn(em, communityIds);
  }

  @FieldResolver(() => GridCompleteness, { description: 'How many grids had the team they need, on the day.' })
  async gridCompleteness(@Root() figures: RegistryFigures, @Ctx() { em }: Context): Promise<GridCompleteness> {
    const { grids, complete } = await gridTeams(em, figures.communityIds, figures.countedOn);
    return { grids, complete, percent: grids === 0 ? null : Math.round((complete * 1_000) / grids) / 10 };
  }

  @FieldResolver(() => [IndicatorSeries], {
    description: 'What sources state about the scope, each with unit, period and source; cited, never computed here.',
  })
  async indicators(
    @Root() { scopeId, communityIds }: RegistryFigures,
    @Ctx() { em }: Context,
  ): Promise<IndicatorSeries[]> {
    const series = seriesOf(await statedIndicators(em, scopeId, communityIds));
    return series.flatMap((points) =>
      points[0] ? [Object.assign(new IndicatorSeries(), { unit: points[0].unit, points })] : [],
    );
  }
}

import {
  badInput,
  type Context,
  DateScalar,
  DateTimeScalar,
  dayOf,
  FigureInterval,
  forbidden,
  peopleCount,
  PeopleCount,
  periodsOf,
  unauthenticated,
} from '@millgate/kit';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import {
  FacilityReach,
  GridCompleteness,
  IndicatorSeries,
  RegistryFigures,
  RegistryFiguresPoint,
  Figures,
} from './figures.ts';
import { enterprisesIn, figuresOf, gridTeams, statedIndicators } from './figures.service.ts';
import { employedOn, facilitiesNearWork, jobsOf, registeredIn } from './people-figures.service.ts';
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
    @Arg('asOf', () => DateTimeScalar, {
      nullable: true,
      description: 'As they were known at this instant, before later corrections; without it, as they are known now.',
    })
    asOf: Date | null | undefined,
    @Ctx() { em }: Context,
  ): Promise<IndicatorSeries[]> {
    const series = seriesOf(await statedIndicators(em, scopeId, communityIds, asOf ?? null));
    return series.flatMap((points) =>
      points[0] ? [Object.assign(new IndicatorSeries(), { unit: points[0].unit, points })] : [],
    );
  }

  @FieldResolver(() => PeopleCount, {
    description:
      'People whom the communities registered, each once. Counted now: the registry keeps no day of registration.',
  })
  async registeredWorkers(@Root() { communityIds }: RegistryFigures, @Ctx() { em }: Context): Promise<PeopleCount> {
    return peopleCount(await registeredIn(em, communityIds));
  }

  @FieldResolver(() => PeopleCount, {
    description: 'People with a job with an enterprise of the scope on the day, each once.',
  })
  async employedWorkers(
    @Root() { communityIds, countedOn: day }: RegistryFigures,
    @Ctx() { em }: Context,
  ): Promise<PeopleCount> {
    return peopleCount(await employedOn(em, communityIds, day));
  }

  @FieldResolver(() => FacilityReach, {
    description: 'Facilities within 15 minutes on foot from work per 1,000 workers.',
  })
  async facilityReach(
    @Root() { communityIds, countedOn: day }: RegistryFigures,
    @Ctx() { em }: Context,
  ): Promise<FacilityReach> {
    const facilities = await facilitiesNearWork(em, communityIds);
    const workers = peopleCount(await employedOn(em, communityIds, day));
    // From the count as it is told: from the exact one, the ratio would tell it.
    const perThousand = workers.value === null ? null : Math.round((facilities * 100_000) / workers.value) / 100;
    return { facilities, workers, perThousand };
  }

  @FieldResolver(() => [RegistryFiguresPoint], { description: 'Jobs over time, one point for each interval.' })
  async series(
    @Root() { communityIds, from, to }: RegistryFigures,
    @Arg('by', () => FigureInterval, { description: 'How long the intervals are.' }) by: FigureInterval,
    @Ctx() { em }: Context,
  ): Promise<RegistryFiguresPoint[]> {
    const periods = periodsOf({ from, to }, by);
    const jobs = await jobsOf(em, communityIds, periods);
    return periods.map((period, at) => ({
      ...period,
      employedWorkers: peopleCount(jobs[at]?.employed ?? 0),
      started: peopleCount(jobs[at]?.started ?? 0),
      ended: peopleCount(jobs[at]?.ended ?? 0),
    }));
  }
}

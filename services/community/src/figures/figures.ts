import { type Context, DateScalar, FiguresPoint, Lang, langArgument, PeopleCount } from '@millgate/kit';
import { Arg, Ctx, Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Indicator, IndicatorUnit } from '../indicator/indicator.entity.ts';

/** A question rather than a record: every subgraph answers its part of it by the same key. */
@Directive('@key(fields: "scopeId from to")')
@ObjectType({
  description:
    'Figures about a community, a district or all of them, over a period. Each subgraph adds the figures of its own matter; one that is down leaves the others.',
})
export class Figures {
  @Field(() => ID, { description: 'Id of the community or district; `all` for every community.' })
  scopeId!: string;

  @Field(() => DateScalar, { description: 'First day of the period.' })
  from!: string;

  @Field(() => DateScalar, { description: 'Last day of the period, counted too.' })
  to!: string;

  @Field(() => [ID], {
    description: 'Ids of the communities of the scope, in order: what each subgraph counts by.',
  })
  communityIds!: readonly string[];
}

/** Over which communities and days; what is asked of them is counted when it is asked. */
@ObjectType({ description: 'What the registry counts about a scope, and what sources state about it.' })
export class RegistryFigures {
  constructor(
    readonly scopeId: string,
    readonly communityIds: readonly string[],
    readonly from: string,
    readonly to: string,
    countedOn: string,
  ) {
    this.countedOn = countedOn;
  }

  @Field(() => DateScalar, {
    description: 'The day on which stocks are counted: the last of the period, or today while it is not over.',
  })
  readonly countedOn: string;
}

@ObjectType({ description: 'One figure that sources state about one place or alliance, as it came over time.' })
export class IndicatorSeries {
  @Field(() => IndicatorUnit, { description: 'What it counts.' })
  unit!: IndicatorUnit;

  @Field(() => [Indicator], {
    description: 'The values that sources state, by period and then by id; those without a period come last.',
  })
  points!: readonly Indicator[];

  @Field(() => String, { description: 'What it measures.' })
  name(@Arg('lang', () => Lang, langArgument) lang: Lang | undefined, @Ctx() context: Context): string {
    return this.points[0]?.name(lang, context) ?? '';
  }
}

@ObjectType({ description: 'How many grids have the team they need.' })
export class GridCompleteness {
  @Field(() => Int, { description: 'Denominator: grids of the scope.' })
  grids!: number;

  @Field(() => Int, {
    description:
      'Numerator: grids that on the day had their full-time officer, a cadre of the community and a representative of an enterprise.',
  })
  complete!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Complete ones in per cent of all, to one decimal; null where there is no grid.',
  })
  percent!: number | null;
}

@ObjectType({ description: 'What can be reached on foot from where people work, for the people who work there.' })
export class FacilityReach {
  @Field(() => Int, {
    description:
      'Numerator: facilities in use now that can be reached within 15 minutes on foot from the site of an enterprise of the scope; each once.',
  })
  facilities!: number;

  @Field(() => PeopleCount, {
    description: 'Denominator: people with a job with an enterprise of the scope on the day.',
  })
  workers!: PeopleCount;

  @Field(() => Float, {
    nullable: true,
    description:
      'Facilities per 1,000 people, to two decimals, from the counts as they are told; null where the count is withheld.',
  })
  perThousand!: number | null;
}

@ObjectType({ description: 'Jobs with enterprises of the scope in one interval of a series.' })
export class RegistryFiguresPoint extends FiguresPoint {
  @Field(() => PeopleCount, { description: 'People with a job on the last day of the interval, each once.' })
  employedWorkers!: PeopleCount;

  @Field(() => PeopleCount, { description: 'People who began a job in the interval, each once.' })
  started!: PeopleCount;

  @Field(() => PeopleCount, { description: 'People whose job ended in the interval, each once.' })
  ended!: PeopleCount;
}

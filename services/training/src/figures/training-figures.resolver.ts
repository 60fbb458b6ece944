import {
  type Context,
  FigureInterval,
  forbidden,
  peopleCount,
  PeopleCount,
  periodsOf,
  readsFigures,
} from '@millgate/kit';
import { Arg, Ctx, Directive, FieldResolver, Float, Int, Resolver, Root } from 'type-graphql';
import {
  CredentialsIssued,
  Figures,
  sumOf,
  TitlesConferred,
  TrainingFigures,
  TrainingFiguresPoint,
} from './training-figures.ts';
import {
  expertsAndStudents,
  issuedTo,
  learnersOf,
  medianDaysToCourse,
  sittingDays,
  titlesConferred,
} from './training-figures.service.ts';

@Resolver(() => Figures)
export class FiguresTrainingResolver {
  @Directive('@requires(fields: "communityIds")')
  @FieldResolver(() => TrainingFigures, {
    nullable: true,
    description: 'Training held for the communities of the scope.',
  })
  async training(@Root() figures: Figures, @Ctx() { em, caller, now }: Context): Promise<TrainingFigures> {
    if (!readsFigures(caller)) throw forbidden();
    const { communityIds, from, to } = figures;
    const of = { communityIds, from, to };
    return new TrainingFigures(of, await sittingDays(em, of, now));
  }
}

@Resolver(() => TrainingFigures)
export class TrainingFiguresResolver {
  @FieldResolver(() => PeopleCount, { description: 'How many people had a seat, each once.' })
  async learners(@Root() { of }: TrainingFigures, @Ctx() { em }: Context): Promise<PeopleCount> {
    return peopleCount((await learnersOf(em, of)).seated);
  }

  @FieldResolver(() => PeopleCount, { description: 'How many people wait for a seat, each once.' })
  async waiting(@Root() { of }: TrainingFigures, @Ctx() { em }: Context): Promise<PeopleCount> {
    return peopleCount((await learnersOf(em, of)).waiting);
  }

  @FieldResolver(() => PeopleCount, { description: 'How many people completed a course, each once.' })
  async graduates(@Root() { of }: TrainingFigures, @Ctx() { em }: Context): Promise<PeopleCount> {
    return peopleCount((await learnersOf(em, of)).completed);
  }

  @FieldResolver(() => Int, { description: 'How many enterprises had people in a seat.' })
  async enterprises(@Root() { of }: TrainingFigures, @Ctx() { em }: Context): Promise<number> {
    return (await learnersOf(em, of)).enterprises;
  }

  @FieldResolver(() => [CredentialsIssued], {
    description:
      'Credentials issued in the period for these sittings or by providers of the communities, by kind and rank.',
  })
  async credentials(@Root() { of }: TrainingFigures, @Ctx() { em }: Context): Promise<CredentialsIssued[]> {
    const issued = await issuedTo(em, of);
    return issued.map(({ kind, rank, holders }) => ({ kind, rank, holders: peopleCount(holders) }));
  }

  @FieldResolver(() => [TitlesConferred], {
    description: 'Titles conferred in the period by panels of the communities, by the way in which they were sought.',
  })
  async titles(@Root() { of }: TrainingFigures, @Ctx() { em }: Context): Promise<TitlesConferred[]> {
    return (await titlesConferred(em, of)).map(({ route, holders }) => ({ route, holders: peopleCount(holders) }));
  }

  @FieldResolver(() => Int, { description: 'How many experts sat on panels of the communities in the period.' })
  async experts(@Root() { of }: TrainingFigures, @Ctx() { em }: Context): Promise<number> {
    return (await expertsAndStudents(em, of)).experts;
  }

  @FieldResolver(() => Int, {
    description: 'Students trained to order; a cohort whose days are not known counts in every period.',
  })
  async studentsToOrder(@Root() { of }: TrainingFigures, @Ctx() { em }: Context): Promise<number> {
    return (await expertsAndStudents(em, of)).students;
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'Median of the days from a demand pool’s reaching its threshold to the beginning of its sitting, for those that begin in the period; null if none.',
  })
  async medianDaysFromDemand(@Root() { of }: TrainingFigures, @Ctx() { em }: Context): Promise<number | null> {
    return medianDaysToCourse(em, of);
  }

  @FieldResolver(() => [TrainingFiguresPoint], { description: 'The same in periods, which together are the whole.' })
  series(
    @Root() { days, of }: TrainingFigures,
    @Arg('by', () => FigureInterval, { description: 'How long the periods are.' }) by: FigureInterval,
  ): TrainingFiguresPoint[] {
    return periodsOf(of, by).map((period) => {
      const within = days.filter(({ on }) => period.from <= on && on <= period.to);
      return {
        ...period,
        sittings: sumOf(within, 'sittings'),
        seats: sumOf(within, 'seats'),
        seatsTaken: sumOf(within, 'seatsTaken'),
      };
    });
  }
}

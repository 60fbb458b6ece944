import { type Context, FigureInterval, forbidden, loadById, peopleCount, periodsOf, readsFigures } from '@millgate/kit';
import { Arg, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { Advisor } from '../advisor/advisor.entity.ts';
import {
  AdviceByChain,
  AdviceByKind,
  AdviceFigures,
  AdviceFiguresPoint,
  AdvisorLoad,
  CitedSource,
  Figures,
} from './advice-figures.ts';
import { askedByChain, askedByKind, loadOf, mostCited, numbersOf } from './advice-figures.service.ts';

@Resolver(() => Figures)
export class FiguresAdviceResolver {
  @Directive('@requires(fields: "communityIds")')
  @FieldResolver(() => AdviceFigures, {
    nullable: true,
    description: 'What advisers were asked. Sealed consultations are in no figure.',
  })
  async advice(@Root() { communityIds, from, to }: Figures, @Ctx() context: Context): Promise<AdviceFigures | null> {
    if (!readsFigures(context.caller)) throw forbidden();
    if (!communityIds) return null;
    const [numbers] = await numbersOf(context, communityIds, [{ from, to }]);
    if (!numbers) return null;
    return Object.assign(new AdviceFigures(), numbers, { communityIds, askers: peopleCount(numbers.askersCount) });
  }
}

@Resolver(() => AdviceFigures)
export class AdviceFiguresResolver {
  @FieldResolver(() => [AdviceByKind], { description: 'The questions by kind of adviser, most first.' })
  byKind(@Root() figures: AdviceFigures, @Ctx() context: Context): Promise<AdviceByKind[]> {
    return askedByKind(context, figures.communityIds, figures);
  }

  @FieldResolver(() => [AdviceByChain], {
    description: 'The questions by industry chain of the enterprise, most first; one in two chains counts in both.',
  })
  async byChain(@Root() figures: AdviceFigures, @Ctx() context: Context): Promise<AdviceByChain[]> {
    const rows = await askedByChain(context, figures.communityIds, figures);
    return rows.map(({ chain, asked }) => new AdviceByChain(chain, asked));
  }

  @FieldResolver(() => [CitedSource], { description: 'The twenty policies and products that answers cited most.' })
  cited(@Root() figures: AdviceFigures, @Ctx() context: Context): Promise<CitedSource[]> {
    return mostCited(context, figures.communityIds, figures);
  }

  @FieldResolver(() => [AdvisorLoad], {
    description: 'What lies with the advisers of the communities at the instant of the request, at most 200.',
  })
  async load(@Root() { communityIds }: AdviceFigures, @Ctx() context: Context): Promise<AdvisorLoad[]> {
    const rows = await loadOf(context, communityIds);
    const advisors = await Promise.all(rows.map(({ id }) => loadById(context, Advisor, id)));
    return advisors.flatMap((advisor, at) => (advisor ? [{ advisor, open: rows[at]?.open ?? 0 }] : []));
  }

  @FieldResolver(() => [AdviceFiguresPoint], {
    nullable: true,
    description: 'The same, day by day, by weeks or by months: at most 400 points.',
  })
  series(
    @Arg('by', () => FigureInterval, { description: 'How long each part is.' }) by: FigureInterval,
    @Root() { communityIds, from, to }: AdviceFigures,
    @Ctx() context: Context,
  ): Promise<AdviceFiguresPoint[]> {
    return numbersOf(context, communityIds, periodsOf({ from, to }, by));
  }
}

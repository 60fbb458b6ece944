import {
  type Context,
  FigureInterval,
  forbidden,
  page,
  type Page,
  PageArgs,
  peopleCount,
  periodsOf,
  readsFigures,
} from '@millgate/kit';
import { Arg, Args, Ctx, Directive, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Case, CaseConnection } from '../case/case.entity.ts';
import { CaseState } from '../case/case.enums.ts';
import { worksFor } from '../case/case.policy.ts';
import { DeskByTheme, DeskFigures, DeskFiguresPoint, Figures } from './figures.ts';
import { breachedNow, countsByTheme, numbersOf, terminalsOnline } from './figures.service.ts';

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

  @FieldResolver(() => Int, {
    description: 'Self-service terminals that can be used at the instant of the request.',
  })
  async terminalsOnline(@Root() { communityIds }: DeskFigures, @Ctx() context: Context): Promise<number> {
    return terminalsOnline(context, communityIds);
  }

  @FieldResolver(() => CaseConnection, {
    nullable: true,
    description:
      'The matters that `breachedNow` counts, the longest overdue first. For who may read every matter of the scope: the staff of its communities, and managers.',
  })
  async breached(
    @Args(() => PageArgs) args: PageArgs,
    @Root() { communityIds }: DeskFigures,
    @Ctx() context: Context,
  ): Promise<Page<Case>> {
    if (!communityIds.every((id) => worksFor(context.caller, id))) throw forbidden();
    const where = {
      communityId: { $in: [...communityIds] },
      state: CaseState.IN_PROGRESS,
      dueAt: { $lte: context.now },
    };
    const order = [
      ['dueAt', 'asc'],
      ['id', 'asc'],
    ] as const;
    return page(context, { entity: Case, field: 'DeskFigures.breached', where, order }, args);
  }

  @FieldResolver(() => [DeskByTheme], {
    description: 'What was asked, by theme: every theme, since a list of those asked about would name the small ones.',
  })
  async byTheme(@Root() figures: DeskFigures, @Ctx() context: Context): Promise<DeskByTheme[]> {
    const rows = await countsByTheme(context, figures.communityIds, figures);
    return rows.map(({ theme, filed, people }) => ({ theme, people: peopleCount(people), filed: peopleCount(filed) }));
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

import { childrenOf, type Context, forbidden, loadBy, pageOfMany, PageArgs, type Page } from '@millgate/kit';
import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { isOfficer } from '../claim/claim.policy.ts';
import { SubsidyProgram } from '../program/program.entity.ts';
import { mayReadProgram } from '../program/program.resolver.ts';
import { Appropriation } from './appropriation.entity.ts';
import { LedgerEntry, LedgerEntryConnection } from './ledger-entry.entity.ts';
import { fiscalYearOf } from './fiscal-year.rules.ts';

@Resolver(() => SubsidyProgram)
export class BudgetResolver {
  @Query(() => Appropriation, {
    nullable: true,
    description: 'The money of a programme in a year; null if there is no such programme, or no money was set aside.',
  })
  async budget(
    @Arg('program', () => String, { description: 'Code of the programme.' }) code: string,
    @Arg('fiscalYear', () => Int, { nullable: true, description: 'The calendar year; without it, the present one.' })
    fiscalYear: number | null | undefined,
    @Ctx() context: Context,
  ): Promise<Appropriation | null> {
    const program = await loadBy(context, SubsidyProgram, 'code', code);
    if (!program || !mayReadProgram(context, program)) return null;
    const year = fiscalYear ?? fiscalYearOf(context.now);
    return (await appropriationsOf(context, program)).find((one) => one.fiscalYear === year) ?? null;
  }

  @FieldResolver(() => [Appropriation], { description: 'Its money by year, the latest first.' })
  async appropriations(@Root() program: SubsidyProgram, @Ctx() context: Context): Promise<Appropriation[]> {
    return appropriationsOf(context, program);
  }
}

const appropriationsOf = (context: Context, { id }: SubsidyProgram) =>
  childrenOf(context, { entity: Appropriation, parent: 'programRef', order: [['fiscalYear', 'desc']] }, id);

@Resolver(() => Appropriation)
export class AppropriationResolver {
  @FieldResolver(() => LedgerEntryConnection, {
    nullable: true,
    description: 'Every move of its money, latest first; for programme officers, since entries tell who got what.',
  })
  async ledger(
    @Root() appropriation: Appropriation,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<LedgerEntry>> {
    if (!isOfficer(context.caller)) throw forbidden();
    const list = {
      entity: LedgerEntry,
      field: 'Appropriation.ledger',
      where: {},
      order: [
        ['bookedAt', 'desc'],
        ['id', 'desc'],
      ],
      parent: 'appropriationRef',
    } as const;
    return pageOfMany(context, list, args, appropriation.id);
  }
}

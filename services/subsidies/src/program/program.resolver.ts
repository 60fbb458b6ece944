import type { FilterQuery } from '@mikro-orm/postgresql';
import { type Context, loadBy, page, PageArgs, type Page } from '@millgate/kit';
import { Arg, Args, ArgsType, Ctx, Field, Query, Resolver } from 'type-graphql';
import { isOfficer } from '../claim/claim.policy.ts';
import { ProgramState } from './program.enums.ts';
import { SubsidyProgram, SubsidyProgramConnection } from './program.entity.ts';

@ArgsType()
class ProgramsArgs extends PageArgs {
  @Field(() => ProgramState, { nullable: true, description: 'Only those in this state.' })
  state?: ProgramState | null;
}

/** A draft is for officers; for anybody else it does not exist. */
export const mayReadProgram = (context: Context, { state }: Pick<SubsidyProgram, 'state'>): boolean =>
  state !== ProgramState.DRAFT || isOfficer(context.caller);

@Resolver(() => SubsidyProgram)
export class SubsidyProgramResolver {
  @Query(() => SubsidyProgramConnection, { nullable: true, description: 'Programmes, by code.' })
  async programs(@Args(() => ProgramsArgs) args: ProgramsArgs, @Ctx() context: Context): Promise<Page<SubsidyProgram>> {
    const where: FilterQuery<SubsidyProgram> = {
      $and: [
        args.state ? { state: args.state } : {},
        isOfficer(context.caller) ? {} : { state: { $ne: ProgramState.DRAFT } },
      ],
    };
    return page(context, { entity: SubsidyProgram, field: 'programs', where, order: [['code', 'asc']] }, args);
  }

  @Query(() => SubsidyProgram, { nullable: true, description: 'The programme with this code; null if there is none.' })
  async program(
    @Arg('code', () => String, { description: 'Code of the programme, such as `YOUTH_HOME_PURCHASE`.' }) code: string,
    @Ctx() context: Context,
  ): Promise<SubsidyProgram | null> {
    const program = await loadBy(context, SubsidyProgram, 'code', code);
    return program && mayReadProgram(context, program) ? program : null;
  }
}

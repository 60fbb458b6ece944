import { commandOf, type Context, page, PageArgs, type Page } from '@millgate/kit';
import { Arg, Args, ArgsType, Ctx, Field, Mutation, Query, Resolver } from 'type-graphql';
import {
  agreeCohortAnswer,
  completeCohortAnswer,
  joinCohortAnswer,
  leaveCohortAnswer,
  orderCohortAnswer,
  recordHiresAnswer,
} from './cohort.answers.ts';
import { Cohort, CohortConnection } from './cohort.entity.ts';
import {
  AgreeCohortInput,
  CompleteCohortInput,
  JoinCohortInput,
  LeaveCohortInput,
  OrderCohortInput,
  RecordCohortHiresInput,
} from './cohort.inputs.ts';
import { CohortStage } from './cohort.rules.ts';
import { agreeCohort, completeCohort, joinCohort, leaveCohort, orderCohort, recordHires } from './cohort.service.ts';

@ArgsType()
class CohortsArgs extends PageArgs {
  @Field(() => Boolean, {
    nullable: true,
    description: 'true: only those that enterprises may still join; false: only others; without it, all.',
  })
  open?: boolean | null;
}

@Resolver()
export class CohortResolver {
  @Query(() => CohortConnection, { nullable: true, description: 'Cohorts trained to order, by id.' })
  async cohorts(@Args(() => CohortsArgs) args: CohortsArgs, @Ctx() context: Context): Promise<Page<Cohort>> {
    const { open } = args;
    const where = typeof open === 'boolean' ? { stage: open ? CohortStage.ORDERED : { $ne: CohortStage.ORDERED } } : {};
    return page(context, { entity: Cohort, field: 'cohorts', where, order: [['id', 'asc']] }, args);
  }

  @Mutation(() => orderCohortAnswer.Payload, {
    description: 'For an enterprise’s HR: orders a cohort, for jobs that the enterprise has.',
  })
  async orderCohort(
    @Arg('input', () => OrderCohortInput, { description: 'What for.' }) input: OrderCohortInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return orderCohortAnswer.of(await orderCohort(context.em, commandOf(context, input)));
  }

  @Mutation(() => joinCohortAnswer.Payload, {
    description: 'For an enterprise’s HR: adds jobs to a cohort that others ordered, before a provider agrees to it.',
  })
  async joinCohort(
    @Arg('input', () => JoinCohortInput, { description: 'Which, and how many.' }) input: JoinCohortInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return joinCohortAnswer.of(await joinCohort(context.em, commandOf(context, input)));
  }

  @Mutation(() => leaveCohortAnswer.Payload, {
    description: 'For an enterprise’s HR: takes its jobs back, before a provider agrees. Without any, the cohort ends.',
  })
  async leaveCohort(
    @Arg('input', () => LeaveCohortInput, { description: 'Which.' }) input: LeaveCohortInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return leaveCohortAnswer.of(await leaveCohort(context.em, commandOf(context, input)));
  }

  @Mutation(() => agreeCohortAnswer.Payload, {
    description: 'For trainers of the provider: agrees to train a cohort, as many as there are jobs at least.',
  })
  async agreeCohort(
    @Arg('input', () => AgreeCohortInput, { description: 'When, and how many.' }) input: AgreeCohortInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return agreeCohortAnswer.of(await agreeCohort(context.em, commandOf(context, input)));
  }

  @Mutation(() => completeCohortAnswer.Payload, {
    description: 'For trainers of its provider: how many graduated, once it is over.',
  })
  async completeCohort(
    @Arg('input', () => CompleteCohortInput, { description: 'How many.' }) input: CompleteCohortInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return completeCohortAnswer.of(await completeCohort(context.em, commandOf(context, input)));
  }

  @Mutation(() => recordHiresAnswer.Payload, {
    description: 'For an enterprise’s HR: how many graduates of a cohort it took on.',
  })
  async recordCohortHires(
    @Arg('input', () => RecordCohortHiresInput, { description: 'How many.' }) input: RecordCohortHiresInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return recordHiresAnswer.of(await recordHires(context.em, commandOf(context, input)));
  }
}

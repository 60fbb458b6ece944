import {
  Audience,
  type Context,
  page,
  type Page,
  PageArgs,
  requireWorker,
  unauthenticated,
  userErrors,
} from '@millgate/kit';
import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { EnrolInput } from './enrol.inputs.ts';
import { EnrolError, enrolMessages, EnrolPayload } from './enrol.payloads.ts';
import { enrol } from './enrol.service.ts';
import { enrolEmployees, enrolEmployeesAnswer } from './enrol-employees.service.ts';
import { Enrolment, EnrolmentConnection } from './enrolment.entity.ts';
import { enrolments } from './enrolment.lists.ts';
import { TrainingNotice, TrainingNoticeConnection } from './notice.entity.ts';
import { ConfirmSeatInput, EnrolEmployeesInput, WithdrawEnrolmentInput } from './withdraw.inputs.ts';
import { confirmAnswer, confirmSeat, withdrawAnswer, withdrawEnrolment } from './withdraw.service.ts';

@Resolver()
export class EnrolmentResolver {
  @Query(() => EnrolmentConnection, { nullable: true, description: 'The caller’s own enrolments, latest first.' })
  async myEnrolments(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<Enrolment>> {
    return page(context, enrolments('myEnrolments', { workerId: requireWorker(context) }), args);
  }

  @Audience('public')
  @Mutation(() => EnrolPayload, {
    description:
      'Enrols the caller in a sitting: a seat if one is free and her employer’s quota allows, else a place on the waiting list, in order of arrival.',
  })
  async enrol(
    @Arg('input', () => EnrolInput, { description: 'What to enrol in.' }) input: EnrolInput,
    @Ctx() context: Context,
  ): Promise<EnrolPayload> {
    const workerId = requireWorker(context);
    const result = await enrol(context.em, { caller: context.caller, workerId, now: context.now, input });
    return {
      enrolment: result.ok ? result.value : null,
      userErrors: userErrors(EnrolError, enrolMessages, result),
    };
  }

  @Query(() => TrainingNoticeConnection, {
    nullable: true,
    description: 'What the caller was told about her enrolments, latest first.',
  })
  async myTrainingNotices(
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<TrainingNotice>> {
    const where = { workerId: requireWorker(context) };
    return page(context, { entity: TrainingNotice, field: 'myTrainingNotices', where, order: [['id', 'desc']] }, args);
  }

  @Audience('public')
  @Mutation(() => withdrawAnswer.Payload, {
    description:
      'Gives up the caller’s seat, or her place on a waiting list, until the sitting begins. A seat goes to the first who waits and may have it, for 24 hours.',
  })
  async withdrawEnrolment(
    @Arg('input', () => WithdrawEnrolmentInput, { description: 'What to give up.' }) input: WithdrawEnrolmentInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const workerId = requireWorker(context);
    const { em, caller, now } = context;
    return withdrawAnswer.of(await withdrawEnrolment(em, { caller, workerId, now, input }));
  }

  @Audience('public')
  @Mutation(() => confirmAnswer.Payload, {
    description: 'Confirms a seat that became free for the caller, before `confirmUntil`.',
  })
  async confirmSeat(
    @Arg('input', () => ConfirmSeatInput, { description: 'What to confirm.' }) input: ConfirmSeatInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const workerId = requireWorker(context);
    const { em, caller, now } = context;
    return confirmAnswer.of(await confirmSeat(em, { caller, workerId, now, input }));
  }

  @Audience('public')
  @Mutation(() => enrolEmployeesAnswer.Payload, {
    description:
      'For HR: enrols employees in a sitting, in the order of the list and as the quota allows; the enterprise pays. The whole list, or with all its faults nobody.',
  })
  async enrolEmployees(
    @Arg('input', () => EnrolEmployeesInput, { description: 'Whom to enrol, and in what.' }) input: EnrolEmployeesInput,
    @Ctx() { em, caller, now }: Context,
  ): Promise<object> {
    if (caller.kind === 'ANONYMOUS') throw unauthenticated();
    return enrolEmployeesAnswer.of(await enrolEmployees(em, { caller, now, input }));
  }
}

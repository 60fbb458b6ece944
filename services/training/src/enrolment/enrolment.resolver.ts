import { type Context, page, PageArgs, type Page, userErrors, requireWorker } from '@millgate/kit';
import { Arg, Args, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { EnrolInput } from './enrol.inputs.ts';
import { EnrolError, enrolMessages, EnrolPayload } from './enrol.payloads.ts';
import { enrol } from './enrol.service.ts';
import { Enrolment, EnrolmentConnection } from './enrolment.entity.ts';
import { enrolments } from './enrolment.lists.ts';

@Resolver()
export class EnrolmentResolver {
  @Query(() => EnrolmentConnection, { nullable: true, description: 'The caller’s own enrolments, latest first.' })
  async myEnrolments(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<Enrolment>> {
    return page(context, enrolments('myEnrolments', { workerId: requireWorker(context) }), args);
  }

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
}

import { commandOf, type Context } from '@millgate/kit';
import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { OpenCourseInstanceInput } from '../instance/open-course-instance.inputs.ts';
import { openCourseInstance, openInstanceAnswer } from '../instance/open-course-instance.service.ts';
import { attendanceAnswer, completeSitting, completionAnswer, markAttendance } from './attendance.service.ts';
import { awardAnswer, awardCredential, revokeAnswer, revokeCredential } from './credential.service.ts';
import {
  AwardCredentialInput,
  CompleteCourseInstanceInput,
  MarkAttendanceInput,
  RevokeCredentialInput,
} from './teaching.inputs.ts';

/** What trainers do. */
@Resolver()
export class TeachingResolver {
  @Mutation(() => openInstanceAnswer.Payload, {
    description: 'For trainers of the provider: opens a sitting of a course, which no pool asked for.',
  })
  async openCourseInstance(
    @Arg('input', () => OpenCourseInstanceInput, { description: 'The sitting.' }) input: OpenCourseInstanceInput,
    @Ctx() context: Context,
  ): Promise<object> {
    return openInstanceAnswer.of(await openCourseInstance(context.em, commandOf(context, input)));
  }

  @Mutation(() => attendanceAnswer.Payload, {
    description: 'For trainers of the provider: who came and who did not; may be corrected until it is completed.',
  })
  async markAttendance(
    @Arg('input', () => MarkAttendanceInput, { description: 'Who came.' }) input: MarkAttendanceInput,
    @Ctx() { em, caller, now }: Context,
  ): Promise<object> {
    return attendanceAnswer.of(await markAttendance(em, { caller, now, input }));
  }

  @Mutation(() => completionAnswer.Payload, {
    description: 'For trainers of the provider: who completed the course, once it is over.',
  })
  async completeCourseInstance(
    @Arg('input', () => CompleteCourseInstanceInput, { description: 'Who completed it.' })
    input: CompleteCourseInstanceInput,
    @Ctx() { em, caller, now }: Context,
  ): Promise<object> {
    return completionAnswer.of(await completeSitting(em, { caller, now, input }));
  }

  @Mutation(() => awardAnswer.Payload, {
    description: 'For trainers of the provider: issues what a completed course awards, once.',
  })
  async awardCredential(
    @Arg('input', () => AwardCredentialInput, { description: 'What to issue.' }) input: AwardCredentialInput,
    @Ctx() { em, caller, now }: Context,
  ): Promise<object> {
    return awardAnswer.of(await awardCredential(em, { caller, now, input }));
  }

  @Mutation(() => revokeAnswer.Payload, {
    description: 'For trainers of the issuing provider: withdraws a credential from today on, for good.',
  })
  async revokeCredential(
    @Arg('input', () => RevokeCredentialInput, { description: 'What to revoke.' }) input: RevokeCredentialInput,
    @Ctx() { em, caller, now }: Context,
  ): Promise<object> {
    return revokeAnswer.of(await revokeCredential(em, { caller, now, input }));
  }
}

import {
  type Context,
  forbidden,
  holdsSomewhere,
  loadBy,
  page,
  PageArgs,
  type Page,
  unauthenticated,
} from '@millgate/kit';
import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { CourseInstance } from '../instance/course-instance.entity.ts';
import { DemandPool } from '../links/links.stub.ts';
import { CourseRequest, CourseRequestConnection } from './course-request.entity.ts';
import { OpenCourseFromPoolInput } from './open-course-from-pool.inputs.ts';
import { openCourseFromPool, openFromPoolAnswer } from './open-course-from-pool.service.ts';

@Resolver()
export class CourseRequestResolver {
  @Query(() => CourseRequestConnection, {
    nullable: true,
    description: 'Courses that demand pools ask for, latest first; for trainers.',
  })
  async courseRequests(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context): Promise<Page<CourseRequest>> {
    if (!holdsSomewhere(context.caller, 'TRAINER')) throw forbidden();
    const order = [
      ['reachedAt', 'desc'],
      ['id', 'desc'],
    ] as const;
    return page(context, { entity: CourseRequest, field: 'courseRequests', where: {}, order }, args);
  }

  @Mutation(() => openFromPoolAnswer.Payload, {
    description:
      'For trainers of the provider: opens the one sitting that a demand pool leads to; its enterprises have first call on the seats.',
  })
  async openCourseFromPool(
    @Arg('input', () => OpenCourseFromPoolInput, { description: 'The sitting.' }) input: OpenCourseFromPoolInput,
    @Ctx() { em, caller, now, services }: Context,
  ): Promise<object> {
    if (caller.kind === 'ANONYMOUS') throw unauthenticated();
    const result = await openCourseFromPool(em, { caller, now, input, publish: services.publish });
    services.nudge();
    return openFromPoolAnswer.of(result);
  }
}

@Resolver(() => DemandPool)
export class DemandPoolTrainingResolver {
  @FieldResolver(() => CourseInstance, {
    nullable: true,
    description: 'The sitting that was opened for the pool; null before, and for pools that ask for something else.',
  })
  async courseOpened(@Root() pool: DemandPool, @Ctx() context: Context): Promise<CourseInstance | null> {
    return loadBy(context, CourseInstance, 'poolId', pool.id);
  }
}

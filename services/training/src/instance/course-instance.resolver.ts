import {
  type Batch,
  type Context,
  forbidden,
  holds,
  loadById,
  page,
  PageArgs,
  pageOfMany,
  type Page,
} from '@millgate/kit';
import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Enrolment, EnrolmentConnection } from '../enrolment/enrolment.entity.ts';
import { enrolments } from '../enrolment/enrolment.lists.ts';
import { EnrolmentState } from '../enrolment/seating.rules.ts';
import { CourseInstance, CourseInstanceConnection } from './course-instance.entity.ts';
import { AllSittingsArgs, sittings } from './course-instance.lists.ts';

@Resolver(() => CourseInstance)
export class CourseInstanceResolver {
  @Query(() => CourseInstanceConnection, { nullable: true, description: 'Sittings of all courses, by beginning.' })
  async courseInstances(
    @Args(() => AllSittingsArgs) args: AllSittingsArgs,
    @Ctx() context: Context,
  ): Promise<Page<CourseInstance>> {
    return page(context, sittings('courseInstances', args, context.now), args);
  }

  @Query(() => CourseInstance, { nullable: true, description: 'The sitting with this id; null if there is none.' })
  async courseInstance(
    @Arg('id', () => ID, { description: 'Id of the sitting.' }) id: string,
    @Ctx() context: Context,
  ): Promise<CourseInstance | null> {
    return loadById(context, CourseInstance, id);
  }

  @FieldResolver(() => Enrolment, {
    nullable: true,
    description: 'The caller’s own enrolment, unless she withdrew it; null for whoever has none.',
  })
  async myEnrolment(@Root() instance: CourseInstance, @Ctx() context: Context): Promise<Enrolment | null> {
    return context.load(myLiveEnrolments, instance.id);
  }

  @FieldResolver(() => EnrolmentConnection, {
    nullable: true,
    description: 'Who is seated and who waits, latest first; for trainers.',
  })
  async enrolments(
    @Root() instance: CourseInstance,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ): Promise<Page<Enrolment>> {
    if (!holds(context.caller, 'TRAINER')) throw forbidden();
    const list = { ...enrolments('CourseInstance.enrolments', {}), parent: 'instanceRef' } as const;
    return pageOfMany(context, list, args, instance.id);
  }
}

const myLiveEnrolments: Batch<string, Enrolment> = async (instanceIds, { caller, em }) => {
  if (caller.kind !== 'PERSON') return instanceIds.map(() => null);
  const found = await em.find(Enrolment, {
    workerId: caller.id,
    instanceRef: { $in: [...instanceIds] },
    state: { $ne: EnrolmentState.WITHDRAWN },
  });
  const byInstance = new Map(found.map((enrolment) => [enrolment.instanceRef.id, enrolment]));
  return instanceIds.map((id) => byInstance.get(id) ?? null);
};

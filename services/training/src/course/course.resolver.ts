import { type Context, loadById, page, PageArgs, pageOfMany, type Page } from '@millgate/kit';
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { rankOf } from '../credential/rank.rules.ts';
import { type CourseInstance, CourseInstanceConnection } from '../instance/course-instance.entity.ts';
import { sittings, SittingsArgs } from '../instance/course-instance.lists.ts';
import { Course, CourseConnection, CourseKind, CourseTheme } from './course.entity.ts';

@ArgsType()
class CoursesArgs extends PageArgs {
  @Field(() => CourseTheme, { nullable: true, description: 'Only those about this.' })
  theme?: CourseTheme | null;

  @Field(() => CourseKind, { nullable: true, description: 'Only those of this kind.' })
  kind?: CourseKind | null;
}

@Resolver(() => Course)
export class CourseResolver {
  @Query(() => CourseConnection, { nullable: true, description: 'Courses, by id.' })
  async courses(@Args(() => CoursesArgs) args: CoursesArgs, @Ctx() context: Context): Promise<Page<Course>> {
    const where = { ...(args.theme ? { theme: args.theme } : {}), ...(args.kind ? { kind: args.kind } : {}) };
    return page(context, { entity: Course, field: 'courses', where, order: [['id', 'asc']] }, args);
  }

  @Query(() => Course, { nullable: true, description: 'The course with this id; null if there is none.' })
  async course(
    @Arg('id', () => ID, { description: 'Id of the course.' }) id: string,
    @Ctx() context: Context,
  ): Promise<Course | null> {
    return loadById(context, Course, id);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'Rank of `prerequisiteLevel`, 0 to 7, to compare with a credential’s `rank`; null if none is asked for.',
  })
  prerequisiteRank(@Root() course: Course): number | null {
    return course.prerequisiteLevel && rankOf(course.prerequisiteLevel);
  }

  @FieldResolver(() => CourseInstanceConnection, { description: 'Its sittings, by beginning.' })
  async courseInstances(
    @Root() course: Course,
    @Args(() => SittingsArgs) args: SittingsArgs,
    @Ctx() context: Context,
  ): Promise<Page<CourseInstance>> {
    const list = { ...sittings('Course.courseInstances', args, context.now), parent: 'courseRef' } as const;
    return pageOfMany(context, list, args, course.id);
  }
}

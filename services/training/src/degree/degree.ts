import { type Batch, type Context, loadById, requireWorker } from '@millgate/kit';
import { Ctx, Field, FieldResolver, Int, ObjectType, Query, registerEnumType, Resolver, Root } from 'type-graphql';
import { Course } from '../course/course.entity.ts';
import { DegreeLevel } from '../course/degree-level.ts';
import { Credential } from '../credential/credential.entity.ts';
import { standingOf } from './degree.rules.ts';
import { termsCompletedOf } from './degree.service.ts';

registerEnumType(DegreeLevel, {
  name: 'DegreeLevel',
  description: 'What a degree programme leads to.',
  valuesConfig: {
    JUNIOR_COLLEGE: { description: 'A junior-college diploma (专科).' },
    BACHELOR: { description: 'A bachelor’s degree (本科).' },
  },
});

@ObjectType({ description: 'How a degree is earned: term after term, each a sitting of the course.' })
export class DegreePlan {
  @Field(() => DegreeLevel, { description: 'What it leads to.' }) level!: DegreeLevel;
  @Field(() => Int, { description: 'How many terms it has; each builds on those before it.' }) terms!: number;
  @Field(() => Int, { description: 'Credits that the diploma asks for.' }) creditsRequired!: number;
}

@ObjectType({ description: 'How far the caller has come in a degree.' })
export class DegreeStudy {
  courseId!: string;

  @Field(() => Int, { description: 'Credits of the terms she completed, each term once.' }) creditsEarned!: number;
  @Field(() => Int, { description: 'Credits that the diploma asks for.' }) creditsRequired!: number;
  @Field(() => [Int], { description: 'Terms she completed, ascending.' }) termsCompleted!: number[];
  @Field(() => Int, { nullable: true, description: 'The first term she has not completed; null when she has all.' })
  nextTerm!: number | null;
  @Field(() => Boolean, { description: 'Whether her credits suffice for the diploma.' }) sufficient!: boolean;

  @Field(() => Course, { description: 'The degree course.' })
  async course(@Ctx() context: Context): Promise<Course | null> {
    return loadById(context, Course, this.courseId);
  }

  @Field(() => Credential, { nullable: true, description: 'The diploma; null until it is issued.' })
  async diploma(@Ctx() context: Context): Promise<Credential | null> {
    return context.load(diplomasOfCaller, this.courseId);
  }
}

@Resolver(() => Course)
export class DegreeResolver {
  @FieldResolver(() => DegreePlan, {
    nullable: true,
    description: 'Of a degree course: its terms and credits; null for other courses, and where they are not laid down.',
  })
  degree(@Root() { degreeLevel, terms, creditsRequired }: Course): DegreePlan | null {
    if (degreeLevel === null || terms === null || creditsRequired === null) return null;
    return Object.assign(new DegreePlan(), { level: degreeLevel, terms, creditsRequired });
  }

  @Query(() => [DegreeStudy], {
    nullable: true,
    description: 'Degrees that the caller studies or has studied for, by course: her terms and credits.',
  })
  async myDegreeStudies(@Ctx() context: Context): Promise<DegreeStudy[]> {
    const byCourse = await termsCompletedOf(context.em, requireWorker(context));
    const courses = await context.em.find(Course, { id: { $in: [...byCourse.keys()] } }, { orderBy: { id: 'asc' } });
    return courses.flatMap(({ id, terms, creditsRequired }) => {
      if (terms === null || creditsRequired === null) return [];
      const standing = standingOf(byCourse.get(id) ?? [], { terms, creditsRequired });
      return [Object.assign(new DegreeStudy(), { courseId: id, creditsRequired, ...standing })];
    });
  }
}

const diplomasOfCaller: Batch<string, Credential> = async (courseIds, context) => {
  const workerId = requireWorker(context);
  const found = await context.em.find(Credential, { workerId, degreeCourseId: { $in: [...courseIds] } });
  const byCourse = new Map(found.map((one) => [one.degreeCourseId, one]));
  return courseIds.map((id) => byCourse.get(id) ?? null);
};

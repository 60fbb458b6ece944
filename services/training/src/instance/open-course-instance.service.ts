import type { EntityManager } from '@mikro-orm/postgresql';
import { type Command, localized, Money, mutationAnswer, newId, ok, perform, refuse, type Result } from '@millgate/kit';
import { Course } from '../course/course.entity.ts';
import { Provider } from '../provider/provider.entity.ts';
import { requireTrainer } from '../teaching/attendance.service.ts';
import { CourseInstance } from './course-instance.entity.ts';
import { firstOutOfOrder } from './course-instance.rules.ts';
import type { OpenCourseInstanceInput } from './open-course-instance.inputs.ts';

export const openInstanceAnswer = mutationAnswer('OpenCourseInstance', {
  refused: 'Why no sitting was opened.',
  result: ['courseInstance', () => CourseInstance, 'The sitting; null if it was refused.'],
  codes: {
    COURSE_NOT_FOUND: { about: 'No course has this id.', zh: '没有这门课程。', en: 'There is no such course.' },
    PROVIDER_NOT_FOUND: { about: 'No provider has this id.', zh: '没有这家机构。', en: 'There is no such provider.' },
    BAD_TIMES: {
      about: 'The times are not in order, or enrolling would be over already; `path` says which.',
      zh: '时间顺序不正确。',
      en: 'The times are not in order.',
    },
    TERM_MISPLACED: {
      about: 'Sittings of a degree that has terms name one of them and its credits, other sittings neither.',
      zh: '学历项目的学期或学分填写有误。',
      en: 'A term and its credits are named for a degree that has it, and for nothing else.',
    },
    BAD_SEATS: {
      about: 'More seats would be needed than there are.',
      zh: '人数设置不正确。',
      en: 'The minimum exceeds the seats.',
    },
  },
});

type Code = 'COURSE_NOT_FOUND' | 'PROVIDER_NOT_FOUND' | 'BAD_TIMES' | 'TERM_MISPLACED' | 'BAD_SEATS';

/** A sitting that a provider offers of its own accord; those that a pool asked for are `openCourseFromPool`’s. */
export const openCourseInstance = (em: EntityManager, command: Command<OpenCourseInstanceInput>) =>
  perform<CourseInstance, Code>(em, command, { mutation: 'openCourseInstance', entity: CourseInstance }, (tx) =>
    open(tx, command),
  );

async function open(
  tx: EntityManager,
  { caller, now, input }: Command<OpenCourseInstanceInput>,
): Promise<Result<CourseInstance, Code>> {
  const { courseId, providerId, communityId, mode, capacity, minimum, quotaPerEnterprise = null, priceFen } = input;
  if (!(await tx.findOne(Provider, providerId)))
    return refuse('PROVIDER_NOT_FOUND', { path: ['providerId'], rule: 'provider' });
  requireTrainer(caller, providerId);
  const course = await tx.findOne(Course, courseId);
  if (!course) return refuse('COURSE_NOT_FOUND', { path: ['courseId'], rule: 'course' });
  const { term = null, credits = null } = input;
  if (
    (term === null) !== (course.terms === null) ||
    (credits === null) !== (term === null) ||
    (term ?? 0) > (course.terms ?? 0)
  )
    return refuse('TERM_MISPLACED', { path: ['term'], rule: 'degree' });
  if (minimum > capacity) return refuse('BAD_SEATS', { path: ['minimum'], rule: 'T1' });
  const { enrolFrom, cutoffAt, startsAt, endsAt } = input;
  const wrong = firstOutOfOrder({ enrolFrom, cutoffAt, startsAt, endsAt }, now);
  if (wrong) return refuse('BAD_TIMES', { path: [wrong], rule: 'times' });
  const sitting = tx.create(CourseInstance, {
    id: newId('cin'),
    courseRef: courseId,
    providerRef: providerId,
    communityId,
    instructors: input.instructor ? localized(input.instructor) : null,
    requestedByIds: input.requestedByIds ?? [],
    ...{ mode, capacity, minimum, quotaPerEnterprise, term, credits, price: Money.fen(priceFen) },
    ...{ enrolFrom, cutoffAt, startsAt, endsAt },
  });
  await tx.flush();
  return ok(sitting);
}

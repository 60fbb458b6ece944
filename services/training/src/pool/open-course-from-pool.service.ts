import { type EntityManager, LockMode } from '@mikro-orm/postgresql';
import { type Caller, type Context, Money, mutationAnswer, newId, ok, once, refuse, type Result } from '@millgate/kit';
import { ID } from 'type-graphql';
import { Course } from '../course/course.entity.ts';
import { CourseInstance } from '../instance/course-instance.entity.ts';
import { firstOutOfOrder } from '../instance/course-instance.rules.ts';
import { Provider } from '../provider/provider.entity.ts';
import { requireTrainer } from '../teaching/attendance.service.ts';
import { CourseRequest } from './course-request.entity.ts';
import type { OpenCourseFromPoolInput } from './open-course-from-pool.inputs.ts';

export const openFromPoolAnswer = mutationAnswer('OpenCourseFromPool', {
  refused: 'Why no sitting was opened for a pool.',
  result: ['courseInstance', () => CourseInstance, 'The sitting; null if it was refused.'],
  details: { existingId: [() => ID, 'With ALREADY_OPENED: the sitting that was opened for it.'] },
  codes: {
    POOL_NOT_FOUND: {
      about: 'No pool with this id asks for a course.',
      zh: '没有这个培训需求池。',
      en: 'No such pool asks for a course.',
    },
    ALREADY_OPENED: {
      about: 'A sitting was opened for the pool before (T2); `existingId` is that sitting.',
      zh: '该需求池已开课。',
      en: 'A sitting was opened for it before.',
    },
    COURSE_NOT_FOUND: { about: 'No course has this id.', zh: '没有这门课程。', en: 'There is no such course.' },
    PROVIDER_NOT_FOUND: { about: 'No provider has this id.', zh: '没有这家机构。', en: 'There is no such provider.' },
    BAD_TIMES: {
      about: 'The times are not in order, or enrolling would be over already; `path` says which.',
      zh: '时间顺序不正确。',
      en: 'The times are not in order.',
    },
    DEGREE_HAS_TERMS: {
      about: 'The course is a degree, whose terms follow each other; a pool asks for one sitting.',
      zh: '学历项目按学期开课，不能由需求池一次开课。',
      en: 'A degree is taught in terms, not in one sitting.',
    },
    BAD_SEATS: {
      about: 'More seats would be needed than there are.',
      zh: '人数设置不正确。',
      en: 'The minimum exceeds the seats.',
    },
  },
});

type Code =
  | 'POOL_NOT_FOUND'
  | 'ALREADY_OPENED'
  | 'COURSE_NOT_FOUND'
  | 'PROVIDER_NOT_FOUND'
  | 'BAD_TIMES'
  | 'DEGREE_HAS_TERMS'
  | 'BAD_SEATS';

export interface Opening {
  readonly caller: Caller;
  readonly now: Date;
  readonly input: OpenCourseFromPoolInput;
  readonly publish: Context['services']['publish'];
}

/** One sitting a pool (T2): the pool's row is held while it is looked for, and a unique index has the last word. */
export const openCourseFromPool = (em: EntityManager, opening: Opening): Promise<Result<CourseInstance, Code>> =>
  em.transactional((tx) =>
    once<CourseInstance, Code>(
      tx,
      {
        caller: opening.caller,
        mutation: 'openCourseFromPool',
        key: opening.input.idempotencyKey,
        input: opening.input,
        now: opening.now,
        keep: 'DAYS_30',
      },
      { idOf: ({ id }) => id, find: (id) => tx.findOneOrFail(CourseInstance, id) },
      (inner) => open(inner, opening),
    ),
  );

async function open(
  tx: EntityManager,
  { caller, now, input, publish }: Opening,
): Promise<Result<CourseInstance, Code>> {
  const { poolId, courseId, providerId, capacity, minimum, quotaPerEnterprise = null, priceFen, mode } = input;
  if (!(await tx.findOne(Provider, providerId)))
    return refuse('PROVIDER_NOT_FOUND', { path: ['providerId'], rule: 'provider' });
  requireTrainer(caller, providerId);
  const request = await tx.findOne(CourseRequest, poolId, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!request) return refuse('POOL_NOT_FOUND', { path: ['poolId'], rule: 'T2' });
  const existing = await tx.findOne(CourseInstance, { poolId });
  if (existing) return refuse('ALREADY_OPENED', { path: ['poolId'], rule: 'T2', details: { existingId: existing.id } });
  const course = await tx.findOne(Course, courseId);
  if (!course) return refuse('COURSE_NOT_FOUND', { path: ['courseId'], rule: 'course' });
  if (course.terms !== null) return refuse('DEGREE_HAS_TERMS', { path: ['courseId'], rule: 'degree' });
  if (minimum > capacity) return refuse('BAD_SEATS', { path: ['minimum'], rule: 'T1' });
  const wrong = firstOutOfOrder(input, now);
  if (wrong) return refuse('BAD_TIMES', { path: [wrong], rule: 'times' });

  const { enrolFrom, foundersFirstUntil, cutoffAt, startsAt, endsAt } = input;
  const id = newId('cin');
  tx.create(CourseInstance, {
    id,
    courseRef: courseId,
    providerRef: providerId,
    communityId: request.communityId,
    requestedByIds: request.founderIds,
    poolId,
    ...{ mode, capacity, minimum, quotaPerEnterprise, price: Money.fen(priceFen) },
    ...{ enrolFrom, foundersFirstUntil, cutoffAt, startsAt, endsAt },
  });
  await tx.flush();
  const payload = { poolId, openedId: id, openedAt: now.toISOString() };
  await publish(tx, { type: 'PoolAnswered', aggregate: poolId, payload, now });
  return ok(await tx.findOneOrFail(CourseInstance, id));
}

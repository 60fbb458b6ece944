import type { EntityManager } from '@mikro-orm/postgresql';
import {
  type Caller,
  forbidden,
  holds,
  mutationAnswer,
  ok,
  once,
  refuse,
  type Result,
  unauthenticated,
} from '@millgate/kit';
import { Enrolment } from '../enrolment/enrolment.entity.ts';
import { lockedSitting, settleCutoff } from '../enrolment/promotion.service.ts';
import { EnrolmentState } from '../enrolment/seating.rules.ts';
import { CourseInstance } from '../instance/course-instance.entity.ts';
import { CourseInstanceState, instanceState } from '../instance/course-instance.rules.ts';
import { markFaults } from './attendance.rules.ts';
import type { CompleteCourseInstanceInput, MarkAttendanceInput } from './teaching.inputs.ts';

/** Sittings are public, so that whoever may not run them is told so. */
export function requireTrainer(caller: Caller, providerId: string): void {
  if (caller.kind === 'ANONYMOUS') throw unauthenticated();
  if (!holds(caller, 'TRAINER', providerId)) throw forbidden();
}

const notFound = { about: 'No sitting has this id.', zh: '没有这期培训。', en: 'There is no such sitting.' };
const notSeated = {
  about: 'The sitting has no such seat, or it was given up; `path` says which of the list.',
  zh: '该报名在本期没有席位。',
  en: 'The sitting has no such seat.',
};

export const attendanceAnswer = mutationAnswer('MarkAttendance', {
  refused: 'Why attendance was not marked; nothing of the list was.',
  result: ['courseInstance', () => CourseInstance, 'The sitting; null if it was refused.'],
  codes: {
    COURSE_INSTANCE_NOT_FOUND: notFound,
    NOT_HELD: {
      about: 'The sitting has not begun, or is not held.',
      zh: '课程尚未开始或已取消。',
      en: 'The sitting has not begun, or is not held.',
    },
    NOT_SEATED: notSeated,
    TWICE: {
      about: 'Somebody is in both lists; `path` says who.',
      zh: '同一报名同时标为到课和缺课。',
      en: 'Somebody is in both lists.',
    },
  },
});

export const completionAnswer = mutationAnswer('CompleteCourseInstance', {
  refused: 'Why a sitting was not completed; nothing of the list was.',
  result: ['courseInstance', () => CourseInstance, 'The sitting; null if it was refused.'],
  codes: {
    COURSE_INSTANCE_NOT_FOUND: notFound,
    NOT_OVER: {
      about: 'The sitting is not over, or is not held.',
      zh: '课程尚未结束。',
      en: 'The sitting is not over.',
    },
    NOT_ATTENDED: {
      about: 'Somebody of the list did not come, or has no seat; `path` says who.',
      zh: '名单中有人未到课。',
      en: 'Somebody of the list did not come.',
    },
  },
});

export interface Teaching<Input> {
  readonly caller: Caller;
  readonly now: Date;
  readonly input: Input;
}

/** Who came and who did not; may be corrected until the sitting is completed. */
export const markAttendance = (em: EntityManager, teaching: Teaching<MarkAttendanceInput>) =>
  inSitting<'NOT_HELD' | 'NOT_SEATED' | 'TWICE'>(em, 'markAttendance', teaching, async (tx, sitting, seats) => {
    const { input, now } = teaching;
    const state = instanceState(sitting, now);
    if (state !== CourseInstanceState.RUNNING && state !== CourseInstanceState.COMPLETED)
      return refuse('NOT_HELD', { path: ['courseInstanceId'], rule: 'startsAt' });
    const faults = markFaults(input, new Map([...seats.values()].map((one) => [one.id, one.state])));
    if (faults.length > 0)
      return {
        ok: false,
        refusals: faults.map(({ code, list, index }) => ({ code, path: [list, String(index)], rule: 'attendance' })),
      };
    mark(seats, input.attended, EnrolmentState.ATTENDED);
    mark(seats, input.absent, EnrolmentState.NO_SHOW);
    await tx.flush();
    return ok(sitting);
  });

/** Who completed the course; each of them may be issued what it awards (T5). Repeated with others, it adds them. */
export const completeSitting = (em: EntityManager, teaching: Teaching<CompleteCourseInstanceInput>) =>
  inSitting<'NOT_OVER' | 'NOT_ATTENDED'>(em, 'completeCourseInstance', teaching, async (tx, sitting, seats) => {
    const { input, now } = teaching;
    if (instanceState(sitting, now) !== CourseInstanceState.COMPLETED)
      return refuse('NOT_OVER', { path: ['courseInstanceId'], rule: 'endsAt' });
    const came = (id: string) => {
      const state = seats.get(id)?.state;
      return state === EnrolmentState.ATTENDED || state === EnrolmentState.COMPLETED;
    };
    const faults = input.completed.flatMap((id, index) => (came(id) ? [] : [index]));
    if (faults.length > 0)
      return {
        ok: false,
        refusals: faults.map((index) => ({
          code: 'NOT_ATTENDED',
          path: ['completed', String(index)],
          rule: 'T5',
        })),
      };
    mark(seats, input.completed, EnrolmentState.COMPLETED);
    await tx.flush();
    return ok(sitting);
  });

function mark(seats: ReadonlyMap<string, Enrolment>, ids: readonly string[], state: EnrolmentState): void {
  for (const id of ids) {
    const enrolment = seats.get(id);
    if (!enrolment || enrolment.state === state) continue;
    enrolment.state = state;
    enrolment.confirmUntil = null;
    enrolment.revision += 1;
  }
}

async function inSitting<Code extends string>(
  em: EntityManager,
  mutation: string,
  { caller, now, input }: Teaching<MarkAttendanceInput | CompleteCourseInstanceInput>,
  effect: (
    tx: EntityManager,
    sitting: CourseInstance,
    seats: ReadonlyMap<string, Enrolment>,
  ) => Promise<Result<CourseInstance, Code>>,
): Promise<Result<CourseInstance, Code | 'COURSE_INSTANCE_NOT_FOUND'>> {
  return em.transactional((tx) =>
    once<CourseInstance, Code | 'COURSE_INSTANCE_NOT_FOUND'>(
      tx,
      { caller, mutation, key: input.idempotencyKey, input, now, keep: 'DAYS_30' },
      { idOf: ({ id }) => id, find: (id) => tx.findOneOrFail(CourseInstance, id) },
      async (inner) => {
        const sitting = await lockedSitting(inner, input.courseInstanceId);
        if (!sitting) return refuse('COURSE_INSTANCE_NOT_FOUND', { path: ['courseInstanceId'], rule: 'sitting' });
        requireTrainer(caller, sitting.providerRef.id);
        await settleCutoff(inner, sitting, now);
        const seats = await inner.find(Enrolment, { instanceRef: sitting.id }, { refresh: true });
        return effect(inner, sitting, new Map(seats.map((one) => [one.id, one])));
      },
    ),
  );
}

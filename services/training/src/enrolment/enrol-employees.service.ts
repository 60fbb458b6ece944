import type { EntityManager } from '@mikro-orm/postgresql';
import { type Caller, dayOf, holds, mutationAnswer, ok, once, type Refusal, refuse, type Result } from '@millgate/kit';
import { Field, Int, ObjectType } from 'type-graphql';
import { placeIn } from './enrol.service.ts';
import { PaidBy } from './enrolment.entity.ts';
import { KnownEmployment } from './known-employment.entity.ts';
import { lockedSitting } from './promotion.service.ts';
import { EnrolmentState } from './seating.rules.ts';
import type { EnrolEmployeesInput } from './withdraw.inputs.ts';

@ObjectType({ description: 'What became of a list of employees; counts, since what somebody learns is her own.' })
export class EmployeesEnrolled {
  @Field(() => Int, { description: 'How many were given a seat.' }) seated!: number;
  @Field(() => Int, { description: 'How many wait for one.' }) waiting!: number;
  @Field(() => Int, { description: 'How many were enrolled before, by themselves or by the enterprise.' })
  enrolledBefore!: number;
}

export const enrolEmployeesAnswer = mutationAnswer('EnrolEmployees', {
  refused: 'Why nobody of the list was enrolled.',
  result: ['enrolled', () => EmployeesEnrolled, 'What became of the list; null if it was refused as a whole.'],
  codes: {
    ENTERPRISE_NOT_FOUND: {
      about: 'The caller manages no enterprise with this id.',
      zh: '没有这家企业。',
      en: 'There is no such enterprise.',
    },
    COURSE_INSTANCE_NOT_FOUND: {
      about: 'No sitting has this id.',
      zh: '没有这期课程。',
      en: 'There is no such sitting.',
    },
    NOT_AN_EMPLOYEE: {
      about: 'The enterprise employs no such worker today; `path` says which of the list.',
      zh: '不是本企业的在职员工。',
      en: 'The enterprise employs no such worker.',
    },
    SKILL_LEVEL_REQUIRED: {
      about: 'The course asks for a level that the worker does not have; `path` says which of the list.',
      zh: '未达到课程要求的技能等级。',
      en: 'The course asks for a higher skill level.',
    },
    EARLIER_TERM_REQUIRED: {
      about: 'The term builds on one that the worker lacks; `path` says which of the list.',
      zh: '须先修读前面的学期。',
      en: 'An earlier term comes first.',
    },
    TERM_COMPLETED: {
      about: 'The worker completed this term before; `path` says which of the list.',
      zh: '该学期已修完。',
      en: 'The term was completed before.',
    },
    NOT_YET_OPEN: { about: 'Enrolling has not begun.', zh: '尚未开始报名。', en: 'Enrolling has not begun.' },
    CLOSED: { about: 'The cut-off has passed.', zh: '报名已截止。', en: 'The cut-off has passed.' },
    CANCELLED: { about: 'The sitting was called off.', zh: '本期课程已取消。', en: 'The sitting was called off.' },
  },
});

/** What is a matter of one worker of the list, and not of the sitting. */
type PersonalCode = 'SKILL_LEVEL_REQUIRED' | 'EARLIER_TERM_REQUIRED' | 'TERM_COMPLETED';

const isOfPerson = (code: string): code is PersonalCode =>
  code === 'SKILL_LEVEL_REQUIRED' || code === 'EARLIER_TERM_REQUIRED' || code === 'TERM_COMPLETED';

type Code =
  | 'ENTERPRISE_NOT_FOUND'
  | 'COURSE_INSTANCE_NOT_FOUND'
  | 'NOT_AN_EMPLOYEE'
  | PersonalCode
  | 'NOT_YET_OPEN'
  | 'CLOSED'
  | 'CANCELLED';

export interface EnrollingEmployees {
  readonly caller: Caller;
  readonly now: Date;
  readonly input: EnrolEmployeesInput;
}

/** The whole list, in its order, or with all its faults nobody. Whoever is enrolled already keeps her place. */
export const enrolEmployees = (
  em: EntityManager,
  { caller, now, input }: EnrollingEmployees,
): Promise<Result<EmployeesEnrolled, Code>> =>
  em.transactional((tx) =>
    once<EmployeesEnrolled, Code>(
      tx,
      { caller, mutation: 'enrolEmployees', key: input.idempotencyKey, input, now, keep: 'DAYS_30' },
      // Remembered by its numbers: there is no record of a list.
      {
        idOf: ({ seated, waiting, enrolledBefore }) => [seated, waiting, enrolledBefore].join(' '),
        find: async (numbers) => counted(numbers.split(' ').map(Number)),
      },
      (inner) => enrolAll(inner, { caller, now, input }),
    ),
  );

const counted = ([seated = 0, waiting = 0, enrolledBefore = 0]: readonly number[]): EmployeesEnrolled =>
  Object.assign(new EmployeesEnrolled(), { seated, waiting, enrolledBefore });

async function enrolAll(
  tx: EntityManager,
  { caller, now, input }: EnrollingEmployees,
): Promise<Result<EmployeesEnrolled, Code>> {
  const { enterpriseId, workerIds } = input;
  if (!holds(caller, 'HR', enterpriseId))
    return refuse('ENTERPRISE_NOT_FOUND', { path: ['enterpriseId'], rule: 'enterprise' });
  const today = dayOf(now);
  const employed = await tx.find(KnownEmployment, {
    enterpriseId,
    workerId: { $in: workerIds },
    from: { $lte: today },
    $or: [{ until: null }, { until: { $gt: today } }],
  });
  const employees = new Set(employed.map(({ workerId }) => workerId));
  const instance = await lockedSitting(tx, input.courseInstanceId);
  if (!instance) return refuse('COURSE_INSTANCE_NOT_FOUND', { path: ['courseInstanceId'], rule: 'T1' });

  const numbers = { seated: 0, waiting: 0, before: 0 };
  const refusals: Refusal<Code>[] = [];
  for (const [index, workerId] of workerIds.entries()) {
    const path = ['workerIds', String(index)];
    if (!employees.has(workerId)) {
      refusals.push({ code: 'NOT_AN_EMPLOYEE', path, rule: 'employment' });
      continue;
    }
    const placed = await placeIn(tx, instance, { workerId, employer: enterpriseId, now, paidBy: PaidBy.ENTERPRISE });
    if (placed.ok) {
      if (placed.value.state === EnrolmentState.SEATED) numbers.seated += 1;
      else numbers.waiting += 1;
      await tx.refresh(instance);
      continue;
    }
    const [refusal] = placed.refusals;
    if (refusal?.code === 'ALREADY_ENROLLED') numbers.before += 1;
    else if (refusal && isOfPerson(refusal.code))
      refusals.push({ code: refusal.code, path, rule: refusal.rule ?? 'degree' });
    else return placed as Result<never, Code>;
  }
  if (refusals.length > 0) return { ok: false, refusals };
  return ok(counted([numbers.seated, numbers.waiting, numbers.before]));
}

import { type Context, DateTimeScalar, loadById, type Messages, UserError } from '@millgate/kit';
import { Ctx, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { SkillLevel } from '../credential/skill-level.ts';
import { Enrolment } from './enrolment.entity.ts';

export enum EnrolErrorCode {
  COURSE_INSTANCE_NOT_FOUND = 'COURSE_INSTANCE_NOT_FOUND',
  NOT_YET_OPEN = 'NOT_YET_OPEN',
  CLOSED = 'CLOSED',
  CANCELLED = 'CANCELLED',
  ALREADY_ENROLLED = 'ALREADY_ENROLLED',
  SKILL_LEVEL_REQUIRED = 'SKILL_LEVEL_REQUIRED',
  EARLIER_TERM_REQUIRED = 'EARLIER_TERM_REQUIRED',
  TERM_COMPLETED = 'TERM_COMPLETED',
}

registerEnumType(EnrolErrorCode, {
  name: 'EnrolErrorCode',
  description: 'Why somebody was not enrolled. A sitting without a free seat is no reason: one waits.',
  valuesConfig: {
    COURSE_INSTANCE_NOT_FOUND: { description: 'No sitting has this id.' },
    NOT_YET_OPEN: { description: 'Enrolment has not begun; `enrolFrom` says when it does.' },
    CLOSED: { description: 'The cut-off has passed; `cutoffAt` says when it was.' },
    CANCELLED: { description: 'The sitting was called off.' },
    ALREADY_ENROLLED: { description: 'The caller is seated or waits already; `existing` is that enrolment.' },
    EARLIER_TERM_REQUIRED: {
      description:
        'The term builds on one that the caller has neither completed nor is taught before; see `requiredTerm`.',
    },
    TERM_COMPLETED: { description: 'The caller completed this term of the degree before.' },
    SKILL_LEVEL_REQUIRED: {
      description:
        'The course asks for a skill level, or title of its rank, that the caller does not hold; see `requiredLevel`.',
    },
  },
});

export const enrolMessages: Messages<EnrolErrorCode> = {
  COURSE_INSTANCE_NOT_FOUND: { zh: '没有这期培训。', en: 'There is no such sitting.' },
  NOT_YET_OPEN: { zh: '报名尚未开始。', en: 'Enrolment has not begun.' },
  CLOSED: { zh: '报名已截止。', en: 'The cut-off for enrolling has passed.' },
  CANCELLED: { zh: '这期培训已取消。', en: 'The sitting was called off.' },
  ALREADY_ENROLLED: { zh: '您已报名这期培训。', en: 'You are enrolled already.' },
  EARLIER_TERM_REQUIRED: { zh: '须先修读前面的学期。', en: 'An earlier term comes first.' },
  TERM_COMPLETED: { zh: '您已修完该学期。', en: 'You completed this term before.' },
  SKILL_LEVEL_REQUIRED: {
    zh: '这门课程要求的技能等级高于您现有的等级。',
    en: 'The course asks for a higher skill level than you hold.',
  },
};

@ObjectType({ description: 'Why somebody was not enrolled.' })
export class EnrolError extends UserError {
  @Field(() => EnrolErrorCode, { description: 'What a program acts on.' })
  code!: EnrolErrorCode;

  /** Details are remembered with the idempotency key: plain values, never entities. */
  existingId?: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'With NOT_YET_OPEN: first instant at which one can enrol.',
  })
  enrolFrom?: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'With CLOSED: first instant at which one no longer could.',
  })
  cutoffAt?: string;

  @Field(() => SkillLevel, {
    nullable: true,
    description: 'With SKILL_LEVEL_REQUIRED: the least level that is asked for.',
  })
  requiredLevel?: SkillLevel;

  @Field(() => Int, { nullable: true, description: 'With EARLIER_TERM_REQUIRED: the first term that is missing.' })
  requiredTerm?: number;

  @Field(() => Enrolment, { nullable: true, description: 'With ALREADY_ENROLLED: the caller’s enrolment.' })
  async existing(@Ctx() context: Context): Promise<Enrolment | null> {
    return this.existingId === undefined ? null : loadById(context, Enrolment, this.existingId);
  }
}

@ObjectType({ description: 'What came of enrolling.' })
export class EnrolPayload {
  @Field(() => Enrolment, {
    nullable: true,
    description: 'The enrolment: SEATED, or WAITLISTED with its `position`; null if it was refused.',
  })
  enrolment!: Enrolment | null;

  @Field(() => [EnrolError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: EnrolError[];
}

import { type Messages, UserError } from '@millgate/kit';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Employment } from './employment.entity.ts';

export enum StartEmploymentErrorCode {
  WORKER_NOT_FOUND = 'WORKER_NOT_FOUND',
  ENTERPRISE_NOT_FOUND = 'ENTERPRISE_NOT_FOUND',
  ENTERPRISE_LEFT = 'ENTERPRISE_LEFT',
  UNDER_WORKING_AGE = 'UNDER_WORKING_AGE',
  MAIN_JOB_OVERLAPS = 'MAIN_JOB_OVERLAPS',
}

registerEnumType(StartEmploymentErrorCode, {
  name: 'StartEmploymentErrorCode',
  description: 'Why a job was not recorded.',
  valuesConfig: {
    WORKER_NOT_FOUND: { description: 'No worker whose jobs the caller records has this id.' },
    ENTERPRISE_NOT_FOUND: { description: 'No enterprise has this id or credit code.' },
    ENTERPRISE_LEFT: { description: 'The enterprise is gone; nobody can be employed there any more.' },
    UNDER_WORKING_AGE: { description: 'Too young on the first day; `minimumAge` says from when on.' },
    MAIN_JOB_OVERLAPS: { description: 'The worker has another main job in that time; which, is not said.' },
  },
});

export const startEmploymentMessages: Messages<StartEmploymentErrorCode> = {
  WORKER_NOT_FOUND: { zh: '没有可由您办理的这名职工。', en: 'There is no such worker for you to record a job of.' },
  ENTERPRISE_NOT_FOUND: { zh: '没有这家企业。', en: 'There is no such enterprise.' },
  ENTERPRISE_LEFT: { zh: '该企业已迁出。', en: 'The enterprise has left.' },
  UNDER_WORKING_AGE: { zh: '入职当日未满法定就业年龄。', en: 'Below the working age on the first day of the job.' },
  MAIN_JOB_OVERLAPS: { zh: '该职工同期已有主要工作。', en: 'The worker has another main job in that time.' },
};

@ObjectType({ description: 'Why a job was not recorded.' })
export class StartEmploymentError extends UserError {
  @Field(() => StartEmploymentErrorCode, { description: 'What a program acts on.' })
  code!: StartEmploymentErrorCode;

  @Field(() => Int, {
    nullable: true,
    description: 'With UNDER_WORKING_AGE: completed years from which on work is allowed.',
  })
  minimumAge?: number;
}

@ObjectType({ description: 'What came of recording a job.' })
export class StartEmploymentPayload {
  @Field(() => Employment, { nullable: true, description: 'The job; null if refused.' })
  employment!: Employment | null;

  @Field(() => [StartEmploymentError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: StartEmploymentError[];
}

import { type Messages, UserError } from '@millgate/kit';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Employment } from '../employment/employment.entity.ts';
import { Worker } from './worker.entity.ts';

export enum RegisterWorkerErrorCode {
  COMMUNITY_NOT_FOUND = 'COMMUNITY_NOT_FOUND',
  ALREADY_REGISTERED = 'ALREADY_REGISTERED',
  ENTERPRISE_NOT_FOUND = 'ENTERPRISE_NOT_FOUND',
  ENTERPRISE_LEFT = 'ENTERPRISE_LEFT',
  UNDER_WORKING_AGE = 'UNDER_WORKING_AGE',
}

registerEnumType(RegisterWorkerErrorCode, {
  name: 'RegisterWorkerErrorCode',
  description: 'Why a worker was not registered.',
  valuesConfig: {
    COMMUNITY_NOT_FOUND: { description: 'No community has this id.' },
    ALREADY_REGISTERED: { description: 'A worker with this resident ID is registered; whom it is, is not said.' },
    ENTERPRISE_NOT_FOUND: { description: 'No enterprise has this id or credit code.' },
    ENTERPRISE_LEFT: { description: 'The enterprise is gone; nobody can be employed there any more.' },
    UNDER_WORKING_AGE: { description: 'Too young on the first day of the job; `minimumAge` says from when on.' },
  },
});

export const registerWorkerMessages: Messages<RegisterWorkerErrorCode> = {
  COMMUNITY_NOT_FOUND: { zh: '没有这个社区。', en: 'There is no such community.' },
  ALREADY_REGISTERED: { zh: '该身份证号码已登记。', en: 'A worker with this resident ID is already registered.' },
  ENTERPRISE_NOT_FOUND: { zh: '没有这家企业。', en: 'There is no such enterprise.' },
  ENTERPRISE_LEFT: { zh: '该企业已迁出。', en: 'The enterprise has left.' },
  UNDER_WORKING_AGE: { zh: '入职当日未满法定就业年龄。', en: 'Below the working age on the first day of the job.' },
};

@ObjectType({ description: 'Why a worker was not registered.' })
export class RegisterWorkerError extends UserError {
  @Field(() => RegisterWorkerErrorCode, { description: 'What a program acts on.' })
  code!: RegisterWorkerErrorCode;

  @Field(() => Int, {
    nullable: true,
    description: 'With UNDER_WORKING_AGE: completed years from which on work is allowed.',
  })
  minimumAge?: number;
}

@ObjectType({ description: 'What came of registering a worker.' })
export class RegisterWorkerPayload {
  @Field(() => Worker, { nullable: true, description: 'The worker; null if refused.' })
  worker!: Worker | null;

  @Field(() => Employment, { nullable: true, description: 'The job that was recorded; null if there was none.' })
  employment!: Employment | null;

  @Field(() => [RegisterWorkerError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: RegisterWorkerError[];
}

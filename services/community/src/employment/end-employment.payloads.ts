import { DateScalar, type Messages, UserError } from '@millgate/kit';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Employment } from './employment.entity.ts';

export enum EndEmploymentErrorCode {
  EMPLOYMENT_NOT_FOUND = 'EMPLOYMENT_NOT_FOUND',
  NOT_AFTER_START = 'NOT_AFTER_START',
  ALREADY_ENDED = 'ALREADY_ENDED',
}

registerEnumType(EndEmploymentErrorCode, {
  name: 'EndEmploymentErrorCode',
  description: 'Why a job was not ended.',
  valuesConfig: {
    EMPLOYMENT_NOT_FOUND: { description: 'No job that the caller records has this id.' },
    NOT_AFTER_START: { description: 'It begins on that day or later; `from` says when.' },
    ALREADY_ENDED: { description: 'It ends by then anyway; `until` says when.' },
  },
});

export const endEmploymentMessages: Messages<EndEmploymentErrorCode> = {
  EMPLOYMENT_NOT_FOUND: { zh: '没有可由您办理的这份工作。', en: 'There is no such job for you to end.' },
  NOT_AFTER_START: { zh: '结束日期须晚于开始日期。', en: 'A job ends after its first day.' },
  ALREADY_ENDED: { zh: '该工作届时已结束。', en: 'The job has ended by then.' },
};

@ObjectType({ description: 'Why a job was not ended.' })
export class EndEmploymentError extends UserError {
  @Field(() => EndEmploymentErrorCode, { description: 'What a program acts on.' })
  code!: EndEmploymentErrorCode;

  @Field(() => DateScalar, { nullable: true, description: 'With NOT_AFTER_START: first day of the job.' })
  from?: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'With ALREADY_ENDED: first day on which it no longer holds.',
  })
  until?: string;
}

@ObjectType({ description: 'What came of ending a job.' })
export class EndEmploymentPayload {
  @Field(() => Employment, { nullable: true, description: 'The job; null if refused.' })
  employment!: Employment | null;

  @Field(() => [EndEmploymentError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: EndEmploymentError[];
}

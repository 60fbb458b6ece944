import { type Messages, UserError } from '@millgate/kit';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { WorkerMerge } from './worker-merge.entity.ts';

export enum MergeWorkersErrorCode {
  MERGE_NOT_FOUND = 'MERGE_NOT_FOUND',
  FOUR_EYES = 'FOUR_EYES',
  ALREADY_DONE = 'ALREADY_DONE',
  ALREADY_MERGED = 'ALREADY_MERGED',
  DIFFERENT_RESIDENT_IDS = 'DIFFERENT_RESIDENT_IDS',
  DIFFERENT_BIRTH_DATES = 'DIFFERENT_BIRTH_DATES',
}

registerEnumType(MergeWorkersErrorCode, {
  name: 'MergeWorkersErrorCode',
  description: 'Why two records were not merged.',
  valuesConfig: {
    MERGE_NOT_FOUND: { description: 'No proposal that the caller may carry out has this id.' },
    FOUR_EYES: { description: 'The caller proposed it; a colleague confirms.' },
    ALREADY_DONE: { description: 'This proposal was carried out.' },
    ALREADY_MERGED: { description: 'One of them is an alias already; `into` says of whom.' },
    DIFFERENT_RESIDENT_IDS: { description: 'Both have papers, and not the same.' },
    DIFFERENT_BIRTH_DATES: { description: 'Both have a date of birth, and not the same.' },
  },
});

export const mergeWorkersMessages: Messages<MergeWorkersErrorCode> = {
  MERGE_NOT_FOUND: { zh: '没有可由您确认的合并申请。', en: 'There is no such proposal for you to confirm.' },
  FOUR_EYES: { zh: '合并须由另一名工作人员确认。', en: 'Somebody else than who proposed it confirms.' },
  ALREADY_DONE: { zh: '该合并已完成。', en: 'The records are merged.' },
  ALREADY_MERGED: { zh: '其中一份登记已合并。', en: 'One of the records is merged already.' },
  DIFFERENT_RESIDENT_IDS: {
    zh: '两份登记的身份证号码不同。',
    en: 'Both records have a resident ID, and not the same.',
  },
  DIFFERENT_BIRTH_DATES: { zh: '两份登记的出生日期不同。', en: 'The records have different dates of birth.' },
};

@ObjectType({ description: 'Why two records were not merged.' })
export class MergeWorkersError extends UserError {
  @Field(() => MergeWorkersErrorCode, { description: 'What a program acts on.' })
  code!: MergeWorkersErrorCode;

  @Field(() => ID, { nullable: true, description: 'With ALREADY_MERGED: the worker that it is an alias of.' })
  into?: string;
}

@ObjectType({ description: 'What came of merging two records.' })
export class MergeWorkersPayload {
  @Field(() => WorkerMerge, { nullable: true, description: 'The merge; null if refused.' })
  merge!: WorkerMerge | null;

  @Field(() => [MergeWorkersError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: MergeWorkersError[];
}

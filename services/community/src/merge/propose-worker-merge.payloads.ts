import { type Messages, UserError } from '@millgate/kit';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { WorkerMerge } from './worker-merge.entity.ts';

export enum ProposeWorkerMergeErrorCode {
  WORKER_NOT_FOUND = 'WORKER_NOT_FOUND',
  SAME_WORKER = 'SAME_WORKER',
  ALREADY_PROPOSED = 'ALREADY_PROPOSED',
  ALREADY_MERGED = 'ALREADY_MERGED',
  DIFFERENT_RESIDENT_IDS = 'DIFFERENT_RESIDENT_IDS',
  DIFFERENT_BIRTH_DATES = 'DIFFERENT_BIRTH_DATES',
}

registerEnumType(ProposeWorkerMergeErrorCode, {
  name: 'ProposeWorkerMergeErrorCode',
  description: 'Why a merge was not proposed.',
  valuesConfig: {
    WORKER_NOT_FOUND: {
      description: 'No worker has this id; of the one to be merged, none whom the caller registers.',
    },
    SAME_WORKER: { description: 'Both ids name one worker already.' },
    ALREADY_PROPOSED: { description: 'Somebody proposed to merge these two; `mergeId` is the proposal.' },
    ALREADY_MERGED: { description: 'One of them is an alias already; `into` says of whom.' },
    DIFFERENT_RESIDENT_IDS: { description: 'Both have papers, and not the same.' },
    DIFFERENT_BIRTH_DATES: { description: 'Both have a date of birth, and not the same.' },
  },
});

export const proposeWorkerMergeMessages: Messages<ProposeWorkerMergeErrorCode> = {
  WORKER_NOT_FOUND: { zh: '没有可由您办理的这名职工。', en: 'There is no such worker for you to merge.' },
  SAME_WORKER: { zh: '两个编号指向同一名职工。', en: 'Both ids name one worker.' },
  ALREADY_PROPOSED: { zh: '已有人提出合并这两份登记。', en: 'A merge of these two is proposed already.' },
  ALREADY_MERGED: { zh: '其中一份登记已合并。', en: 'One of the records is merged already.' },
  DIFFERENT_RESIDENT_IDS: {
    zh: '两份登记的身份证号码不同。',
    en: 'Both records have a resident ID, and not the same.',
  },
  DIFFERENT_BIRTH_DATES: { zh: '两份登记的出生日期不同。', en: 'The records have different dates of birth.' },
};

@ObjectType({ description: 'Why a merge was not proposed.' })
export class ProposeWorkerMergeError extends UserError {
  @Field(() => ProposeWorkerMergeErrorCode, { description: 'What a program acts on.' })
  code!: ProposeWorkerMergeErrorCode;

  @Field(() => ID, { nullable: true, description: 'With ALREADY_MERGED: the worker that it is an alias of.' })
  into?: string;

  @Field(() => ID, { nullable: true, description: 'With ALREADY_PROPOSED: the proposal.' })
  mergeId?: string;
}

@ObjectType({ description: 'What came of proposing a merge.' })
export class ProposeWorkerMergePayload {
  @Field(() => WorkerMerge, { nullable: true, description: 'The merge; null if refused.' })
  merge!: WorkerMerge | null;

  @Field(() => [ProposeWorkerMergeError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: ProposeWorkerMergeError[];
}

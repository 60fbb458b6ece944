import { DateScalar, type Messages, UserError } from '@millgate/kit';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Worker } from './worker.entity.ts';

export enum RecordSettlementErrorCode {
  WORKER_NOT_FOUND = 'WORKER_NOT_FOUND',
  ALREADY_SETTLED = 'ALREADY_SETTLED',
  IN_THE_FUTURE = 'IN_THE_FUTURE',
  BEFORE_BIRTH = 'BEFORE_BIRTH',
}

registerEnumType(RecordSettlementErrorCode, {
  name: 'RecordSettlementErrorCode',
  description: 'Why a registration was not recorded.',
  valuesConfig: {
    WORKER_NOT_FOUND: { description: 'No worker has this id or resident ID.' },
    ALREADY_SETTLED: { description: 'The household is registered here already; `settledOn` says since when.' },
    IN_THE_FUTURE: { description: 'The day is still to come.' },
    BEFORE_BIRTH: { description: 'The worker was not born on that day.' },
  },
});

export const recordSettlementMessages: Messages<RecordSettlementErrorCode> = {
  WORKER_NOT_FOUND: { zh: '没有这名职工。', en: 'There is no such worker.' },
  ALREADY_SETTLED: { zh: '该职工已落户。', en: 'The household is registered here already.' },
  IN_THE_FUTURE: { zh: '落户日期尚未到来。', en: 'A registration is recorded once it has happened.' },
  BEFORE_BIRTH: { zh: '落户日期早于出生日期。', en: 'The worker was not born on that day.' },
};

@ObjectType({ description: 'Why a registration was not recorded.' })
export class RecordSettlementError extends UserError {
  @Field(() => RecordSettlementErrorCode, { description: 'What a program acts on.' })
  code!: RecordSettlementErrorCode;

  @Field(() => DateScalar, { nullable: true, description: 'With ALREADY_SETTLED: since when.' })
  settledOn?: string;
}

@ObjectType({ description: 'What came of recording a registration.' })
export class RecordSettlementPayload {
  @Field(() => Worker, { nullable: true, description: 'The worker; null if refused.' })
  worker!: Worker | null;

  @Field(() => [RecordSettlementError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: RecordSettlementError[];
}

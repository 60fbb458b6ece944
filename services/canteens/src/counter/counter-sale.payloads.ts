import { type Messages, UserError } from '@millgate/kit';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { CounterSale } from './counter-sale.entity.ts';

export enum SellAtCounterErrorCode {
  SERVING_NOT_FOUND = 'SERVING_NOT_FOUND',
  COUNTER_CLOSED = 'COUNTER_CLOSED',
  SOLD_OUT = 'SOLD_OUT',
  NO_PRICE = 'NO_PRICE',
  NUMBER_USED = 'NUMBER_USED',
}

registerEnumType(SellAtCounterErrorCode, {
  name: 'SellAtCounterErrorCode',
  description: 'Why nothing was sold at the counter.',
  valuesConfig: {
    SERVING_NOT_FOUND: { description: 'No serving has this id.' },
    COUNTER_CLOSED: { description: 'The time for collecting the meal is over.' },
    SOLD_OUT: { description: 'Fewer portions are left than were asked for; `remaining` says how many.' },
    NO_PRICE: { description: 'The serving is not sold at the counter in this tier.' },
    NUMBER_USED: { description: 'The terminal used this number for another sale.' },
  },
});

export const sellAtCounterMessages: Messages<SellAtCounterErrorCode> = {
  SERVING_NOT_FOUND: { zh: '没有这份餐。', en: 'There is no such serving.' },
  COUNTER_CLOSED: { zh: '窗口已停止供餐。', en: 'The counter has closed.' },
  SOLD_OUT: { zh: '剩余份数不足。', en: 'Not enough portions are left.' },
  NO_PRICE: { zh: '该档价格不在窗口出售。', en: 'It is not sold at the counter at this tier.' },
  NUMBER_USED: { zh: '该终端流水号已用于另一笔销售。', en: 'The terminal used this number for another sale.' },
};

@ObjectType({ description: 'Why nothing was sold at the counter.' })
export class SellAtCounterError extends UserError {
  @Field(() => SellAtCounterErrorCode, { description: 'What a program acts on.' })
  code!: SellAtCounterErrorCode;

  @Field(() => Int, { nullable: true, description: 'With SOLD_OUT: portions that are left.' })
  remaining?: number;
}

@ObjectType({ description: 'What came of a sale at the counter.' })
export class SellAtCounterPayload {
  @Field(() => CounterSale, { nullable: true, description: 'The sale; null if it was refused.' })
  sale!: CounterSale | null;

  @Field(() => [SellAtCounterError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: SellAtCounterError[];
}

export enum RecordCounterSalesErrorCode {
  SERVING_NOT_FOUND = 'SERVING_NOT_FOUND',
  NO_PRICE = 'NO_PRICE',
  NUMBER_USED = 'NUMBER_USED',
  NOT_YET = 'NOT_YET',
}

registerEnumType(RecordCounterSalesErrorCode, {
  name: 'RecordCounterSalesErrorCode',
  description: 'Why a sale of a batch was not recorded; the others of the batch were.',
  valuesConfig: {
    SERVING_NOT_FOUND: { description: 'No serving of the caller’s canteen has this id.' },
    NO_PRICE: { description: 'The serving is not sold at the counter in this tier.' },
    NUMBER_USED: { description: 'The terminal used this number for another sale.' },
    NOT_YET: { description: 'The terminal’s clock is ahead: the sale lies in the future.' },
  },
});

export const recordCounterSalesMessages: Messages<RecordCounterSalesErrorCode> = {
  SERVING_NOT_FOUND: sellAtCounterMessages.SERVING_NOT_FOUND,
  NO_PRICE: sellAtCounterMessages.NO_PRICE,
  NUMBER_USED: sellAtCounterMessages.NUMBER_USED,
  NOT_YET: { zh: '销售时间晚于当前时间。', en: 'The sale lies in the future.' },
};

@ObjectType({ description: 'Why a sale of a batch was not recorded.' })
export class RecordCounterSalesError extends UserError {
  @Field(() => RecordCounterSalesErrorCode, { description: 'What a program acts on.' })
  code!: RecordCounterSalesErrorCode;
}

@ObjectType({ description: 'What came of a batch of sales; each of them is recorded or refused by itself.' })
export class RecordCounterSalesPayload {
  @Field(() => [CounterSale], {
    nullable: true,
    description: 'The sales of the batch that are recorded, now or before, in the order of the batch.',
  })
  sales!: CounterSale[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Portions among them that were not there: sold at the counter although they were gone.',
  })
  oversold!: number | null;

  @Field(() => [RecordCounterSalesError], { description: 'Which sales were refused, and why.' })
  userErrors!: RecordCounterSalesError[];
}

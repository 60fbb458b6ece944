import { type Messages, UserError } from '@millgate/kit';
import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { MealOrder } from './meal-order.entity.ts';

export enum OrderMealErrorCode {
  SERVING_NOT_FOUND = 'SERVING_NOT_FOUND',
  NOT_YET_OPEN = 'NOT_YET_OPEN',
  PAST_CUTOFF = 'PAST_CUTOFF',
  SOLD_OUT = 'SOLD_OUT',
  DAILY_LIMIT = 'DAILY_LIMIT',
  NO_PRICE = 'NO_PRICE',
}

registerEnumType(OrderMealErrorCode, {
  name: 'OrderMealErrorCode',
  description: 'Why a meal was not ordered.',
  valuesConfig: {
    SERVING_NOT_FOUND: { description: 'No serving has this id.' },
    NOT_YET_OPEN: { description: 'Ordering has not begun.' },
    PAST_CUTOFF: { description: 'The cut-off has passed.' },
    SOLD_OUT: { description: 'Fewer portions are left than were asked for; `remaining` says how many.' },
    DAILY_LIMIT: { description: 'More than one person may order of this meal; `limit` says how many.' },
    NO_PRICE: { description: 'The serving is not sold in any tier that the caller belongs to.' },
  },
});

export const orderMealMessages: Messages<OrderMealErrorCode> = {
  SERVING_NOT_FOUND: { zh: '没有这份餐。', en: 'There is no such serving.' },
  NOT_YET_OPEN: { zh: '还没有开始订餐。', en: 'Ordering has not begun.' },
  PAST_CUTOFF: { zh: '已过订餐截止时间。', en: 'The cut-off for ordering has passed.' },
  SOLD_OUT: { zh: '剩余份数不足。', en: 'Not enough portions are left.' },
  DAILY_LIMIT: { zh: '超过每人每餐限购份数。', en: 'This is more than one person may order of a meal.' },
  NO_PRICE: { zh: '这份餐不对您供应。', en: 'This serving is not sold to you.' },
};

@ObjectType({ description: 'Why a meal was not ordered.' })
export class OrderMealError extends UserError {
  @Field(() => OrderMealErrorCode, { description: 'What a program acts on.' })
  code!: OrderMealErrorCode;

  @Field(() => Int, { nullable: true, description: 'With SOLD_OUT: portions that are left.' })
  remaining?: number;

  @Field(() => Int, { nullable: true, description: 'With DAILY_LIMIT: the most one person may order.' })
  limit?: number;
}

@ObjectType({ description: 'What came of ordering a meal.' })
export class OrderMealPayload {
  @Field(() => MealOrder, { nullable: true, description: 'The order; null if it was refused.' })
  order!: MealOrder | null;

  @Field(() => [OrderMealError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: OrderMealError[];
}

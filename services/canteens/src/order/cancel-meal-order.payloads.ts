import { type Messages, UserError } from '@millgate/kit';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { MealOrder, MealOrderState } from './meal-order.entity.ts';

export enum CancelMealOrderErrorCode {
  ORDER_NOT_FOUND = 'ORDER_NOT_FOUND',
  PAST_CUTOFF = 'PAST_CUTOFF',
  ALREADY_ENDED = 'ALREADY_ENDED',
}

registerEnumType(CancelMealOrderErrorCode, {
  name: 'CancelMealOrderErrorCode',
  description: 'Why an order was not cancelled.',
  valuesConfig: {
    ORDER_NOT_FOUND: { description: 'The caller has no order with this id.' },
    PAST_CUTOFF: { description: 'The cut-off has passed: the meal is being cooked.' },
    ALREADY_ENDED: { description: 'It no longer waits; `state` says what became of it.' },
  },
});

export const cancelMealOrderMessages: Messages<CancelMealOrderErrorCode> = {
  ORDER_NOT_FOUND: { zh: '没有这份订单。', en: 'There is no such order.' },
  PAST_CUTOFF: { zh: '已过截止时间，不能取消。', en: 'The cut-off for cancelling has passed.' },
  ALREADY_ENDED: { zh: '订单已取餐、已取消或已过期。', en: 'The order was picked up, cancelled or not collected.' },
};

@ObjectType({ description: 'Why an order was not cancelled.' })
export class CancelMealOrderError extends UserError {
  @Field(() => CancelMealOrderErrorCode, { description: 'What a program acts on.' })
  code!: CancelMealOrderErrorCode;

  @Field(() => MealOrderState, { nullable: true, description: 'With ALREADY_ENDED: what became of the order.' })
  state?: MealOrderState;
}

@ObjectType({ description: 'What came of cancelling an order.' })
export class CancelMealOrderPayload {
  @Field(() => MealOrder, { nullable: true, description: 'The cancelled order; null if it was refused.' })
  order!: MealOrder | null;

  @Field(() => [CancelMealOrderError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: CancelMealOrderError[];
}

export enum BuyBackMealOrderErrorCode {
  ORDER_NOT_FOUND = 'ORDER_NOT_FOUND',
  ALREADY_ENDED = 'ALREADY_ENDED',
}

registerEnumType(BuyBackMealOrderErrorCode, {
  name: 'BuyBackMealOrderErrorCode',
  description: 'Why an order was not bought back.',
  valuesConfig: {
    ORDER_NOT_FOUND: { description: 'No order of the caller’s canteen has this id.' },
    ALREADY_ENDED: { description: 'It no longer waits; `state` says what became of it.' },
  },
});

export const buyBackMealOrderMessages: Messages<BuyBackMealOrderErrorCode> = {
  ORDER_NOT_FOUND: cancelMealOrderMessages.ORDER_NOT_FOUND,
  ALREADY_ENDED: cancelMealOrderMessages.ALREADY_ENDED,
};

@ObjectType({ description: 'Why an order was not bought back.' })
export class BuyBackMealOrderError extends UserError {
  @Field(() => BuyBackMealOrderErrorCode, { description: 'What a program acts on.' })
  code!: BuyBackMealOrderErrorCode;

  @Field(() => MealOrderState, { nullable: true, description: 'With ALREADY_ENDED: what became of the order.' })
  state?: MealOrderState;
}

@ObjectType({ description: 'What came of buying an order back.' })
export class BuyBackMealOrderPayload {
  @Field(() => MealOrder, { nullable: true, description: 'The order that was bought back; null if it was refused.' })
  order!: MealOrder | null;

  @Field(() => [BuyBackMealOrderError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: BuyBackMealOrderError[];
}

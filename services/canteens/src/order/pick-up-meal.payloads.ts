import { DateTimeScalar, type Messages, UserError } from '@millgate/kit';
import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { MealOrder } from './meal-order.entity.ts';

export enum PickUpMealErrorCode {
  CODE_UNKNOWN = 'CODE_UNKNOWN',
  ALREADY_PICKED_UP = 'ALREADY_PICKED_UP',
  CANCELLED = 'CANCELLED',
  TOO_LATE = 'TOO_LATE',
}

registerEnumType(PickUpMealErrorCode, {
  name: 'PickUpMealErrorCode',
  description: 'Why a meal was not handed over.',
  valuesConfig: {
    CODE_UNKNOWN: { description: 'No order of a serving of the caller’s canteen has this code.' },
    ALREADY_PICKED_UP: { description: 'Somebody was given it before; `at` says when.' },
    CANCELLED: { description: 'The order was cancelled.' },
    TOO_LATE: { description: 'It was not collected in time; `at` says until when.' },
  },
});

export const pickUpMealMessages: Messages<PickUpMealErrorCode> = {
  CODE_UNKNOWN: { zh: '没有这个取餐码。', en: 'This pick-up code is not known here.' },
  ALREADY_PICKED_UP: { zh: '该取餐码已使用。', en: 'This code was used before.' },
  CANCELLED: { zh: '订单已取消。', en: 'The order was cancelled.' },
  TOO_LATE: { zh: '已过取餐时间。', en: 'The time for collecting it is over.' },
};

@ObjectType({ description: 'Why a meal was not handed over.' })
export class PickUpMealError extends UserError {
  @Field(() => PickUpMealErrorCode, { description: 'What a program acts on.' })
  code!: PickUpMealErrorCode;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'With ALREADY_PICKED_UP: when it was handed over. With TOO_LATE: until when it was kept.',
  })
  at?: Date | string;
}

@ObjectType({ description: 'What came of a pick-up.' })
export class PickUpMealPayload {
  @Field(() => MealOrder, { nullable: true, description: 'The order to hand over; null if it was refused.' })
  order!: MealOrder | null;

  @Field(() => [PickUpMealError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: PickUpMealError[];
}

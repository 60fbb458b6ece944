import { type Context, type Messages, UserError } from '@millgate/kit';
import { Ctx, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { MealOrder } from '../order/meal-order.entity.ts';
import { MealServing } from '../serving/serving.entity.ts';

const servingNotFound = { zh: '没有这份餐。', en: 'There is no such serving.' };

export enum AddPortionsErrorCode {
  SERVING_NOT_FOUND = 'SERVING_NOT_FOUND',
  SERVING_OVER = 'SERVING_OVER',
}

registerEnumType(AddPortionsErrorCode, {
  name: 'AddPortionsErrorCode',
  description: 'Why portions were not added.',
  valuesConfig: {
    SERVING_NOT_FOUND: { description: 'No serving has this id.' },
    SERVING_OVER: { description: 'The counter has closed.' },
  },
});

export const addPortionsMessages: Messages<AddPortionsErrorCode> = {
  SERVING_NOT_FOUND: servingNotFound,
  SERVING_OVER: { zh: '供餐已结束。', en: 'The counter has closed.' },
};

@ObjectType({ description: 'Why portions were not added.' })
export class AddPortionsError extends UserError {
  @Field(() => AddPortionsErrorCode, { description: 'What a program acts on.' })
  code!: AddPortionsErrorCode;
}

@ObjectType({ description: 'What came of adding portions.' })
export class AddPortionsPayload {
  @Field(() => MealServing, { nullable: true, description: 'The serving; null if it was refused.' })
  serving!: MealServing | null;

  @Field(() => [AddPortionsError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: AddPortionsError[];
}

export enum RecountServingErrorCode {
  SERVING_NOT_FOUND = 'SERVING_NOT_FOUND',
  BELOW_SOLD = 'BELOW_SOLD',
}

registerEnumType(RecountServingErrorCode, {
  name: 'RecountServingErrorCode',
  description: 'Why a recount was not taken over.',
  valuesConfig: {
    SERVING_NOT_FOUND: { description: 'No serving has this id.' },
    BELOW_SOLD: {
      description:
        'More is sold and wasted than was counted; `ordersInTheWay` says how many orders would have to be bought back first. Nothing was changed.',
    },
  },
});

export const recountServingMessages: Messages<RecountServingErrorCode> = {
  SERVING_NOT_FOUND: servingNotFound,
  BELOW_SOLD: { zh: '清点数低于已售份数。', en: 'More portions are sold than were counted.' },
};

@ObjectType({ description: 'Why a recount was not taken over.' })
export class RecountServingError extends UserError {
  @Field(() => RecountServingErrorCode, { description: 'What a program acts on.' })
  code!: RecountServingErrorCode;

  @Field(() => Int, { nullable: true, description: 'With BELOW_SOLD: portions sold and wasted.' })
  taken?: number;

  @Field(() => Int, { nullable: true, description: 'With BELOW_SOLD: portions that are sold and not there.' })
  shortfall?: number;

  @Field(() => Int, {
    nullable: true,
    description: 'With BELOW_SOLD: how many waiting orders, the latest first, would make up for the shortfall.',
  })
  ordersInTheWay?: number;

  orderIds?: readonly string[];

  @Field(() => [MealOrder], {
    nullable: true,
    description: 'With BELOW_SOLD: those orders, the latest first, at most 100 of them.',
  })
  async orders(@Ctx() context: Context): Promise<MealOrder[] | null> {
    if (!this.orderIds) return null;
    return context.em.find(MealOrder, { id: { $in: [...this.orderIds] } }, { orderBy: { id: 'desc' } });
  }
}

@ObjectType({ description: 'What came of a recount.' })
export class RecountServingPayload {
  @Field(() => MealServing, { nullable: true, description: 'The serving; null if it was refused.' })
  serving!: MealServing | null;

  @Field(() => [RecountServingError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: RecountServingError[];
}

export enum RecordWasteErrorCode {
  SERVING_NOT_FOUND = 'SERVING_NOT_FOUND',
  MORE_THAN_LEFT = 'MORE_THAN_LEFT',
}

registerEnumType(RecordWasteErrorCode, {
  name: 'RecordWasteErrorCode',
  description: 'Why waste was not recorded.',
  valuesConfig: {
    SERVING_NOT_FOUND: { description: 'No serving has this id.' },
    MORE_THAN_LEFT: {
      description:
        'Fewer unsold portions are left; `remaining` says how many. What is sold and spoilt is bought back first; what nobody collected counts as no-show.',
    },
  },
});

export const recordWasteMessages: Messages<RecordWasteErrorCode> = {
  SERVING_NOT_FOUND: servingNotFound,
  MORE_THAN_LEFT: { zh: '超过剩余份数。', en: 'Fewer portions are left than that.' },
};

@ObjectType({ description: 'Why waste was not recorded.' })
export class RecordWasteError extends UserError {
  @Field(() => RecordWasteErrorCode, { description: 'What a program acts on.' })
  code!: RecordWasteErrorCode;

  @Field(() => Int, { nullable: true, description: 'With MORE_THAN_LEFT: unsold portions that are left.' })
  remaining?: number;
}

@ObjectType({ description: 'What came of recording waste.' })
export class RecordWastePayload {
  @Field(() => MealServing, { nullable: true, description: 'The serving; null if it was refused.' })
  serving!: MealServing | null;

  @Field(() => [RecordWasteError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: RecordWasteError[];
}

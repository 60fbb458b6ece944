import { type Context, loadById, type Messages, UserError } from '@millgate/kit';
import { Ctx, Field, ObjectType, registerEnumType } from 'type-graphql';
import { MealServing } from './serving.entity.ts';

export enum PlanServingErrorCode {
  CANTEEN_NOT_FOUND = 'CANTEEN_NOT_FOUND',
  ITEM_NOT_FOUND = 'ITEM_NOT_FOUND',
  ALREADY_PLANNED = 'ALREADY_PLANNED',
  NO_HOURS = 'NO_HOURS',
  BAD_TIMES = 'BAD_TIMES',
  NO_PRICES = 'NO_PRICES',
}

registerEnumType(PlanServingErrorCode, {
  name: 'PlanServingErrorCode',
  description: 'Why a serving was not planned.',
  valuesConfig: {
    CANTEEN_NOT_FOUND: { description: 'No canteen has this id.' },
    ITEM_NOT_FOUND: { description: 'No dish has this id.' },
    ALREADY_PLANNED: { description: 'The canteen serves this dish at this meal already; `existing` is it.' },
    NO_HOURS: { description: 'The canteen has no hours for this meal, and no times were given.' },
    BAD_TIMES: {
      description: 'Ordering would end before it begins, collecting before ordering, or it is over already.',
    },
    NO_PRICES: { description: 'No prices were given, and the canteen has none.' },
  },
});

export const planServingMessages: Messages<PlanServingErrorCode> = {
  CANTEEN_NOT_FOUND: { zh: '没有这个食堂。', en: 'There is no such canteen.' },
  ITEM_NOT_FOUND: { zh: '没有这道菜。', en: 'There is no such dish.' },
  ALREADY_PLANNED: { zh: '该餐次已安排这道菜。', en: 'This dish is planned for this meal already.' },
  NO_HOURS: { zh: '食堂没有该餐次的供餐时间。', en: 'The canteen has no hours for this meal.' },
  BAD_TIMES: { zh: '时间顺序不正确。', en: 'The times are not in order.' },
  NO_PRICES: { zh: '没有价格。', en: 'There are no prices.' },
};

@ObjectType({ description: 'Why a serving was not planned.' })
export class PlanServingError extends UserError {
  @Field(() => PlanServingErrorCode, { description: 'What a program acts on.' })
  code!: PlanServingErrorCode;

  existingId?: string;

  @Field(() => MealServing, { nullable: true, description: 'With ALREADY_PLANNED: the serving that exists.' })
  async existing(@Ctx() context: Context): Promise<MealServing | null> {
    return this.existingId === undefined ? null : loadById(context, MealServing, this.existingId);
  }
}

@ObjectType({ description: 'What came of planning a serving.' })
export class PlanServingPayload {
  @Field(() => MealServing, { nullable: true, description: 'The serving; null if it was refused.' })
  serving!: MealServing | null;

  @Field(() => [PlanServingError], { description: 'Why it was refused; empty if it was not.' })
  userErrors!: PlanServingError[];
}
